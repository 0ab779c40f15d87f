-- The posts that the viewer keeps and may still see, the latest kept first (GET /users/me/bookmarks): what went out of
-- sight is passed over and comes back with it. A page looks at 500 at most: it may be short while `next` leads on.
-- definer: applies the rule of who is seen itself, and reads counters in private.
CREATE OR REPLACE FUNCTION public.get_bookmarks(
  viewer uuid, page_limit integer, after jsonb, OUT results text, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT p.results, p.next INTO results, next
    FROM private.engaged_posts_page(viewer, 'bookmark', viewer, page_limit, after) p;
END $$;
REVOKE ALL ON FUNCTION public.get_bookmarks(uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_bookmarks(uuid, integer, jsonb) TO authenticated;
