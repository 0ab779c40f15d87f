-- The posts that a person likes and the viewer may see, the latest like first (GET /users/{id}/likes). Refuses what
-- private.require_viewable refuses, and 403 likes_hidden where the person shows them to nobody else (show_liked_posts).
-- A page looks at 500 likes at most, however few of them the viewer may see: it may be short while `next` leads on.
-- definer: applies the rule of who is seen itself, and reads the setting of somebody else.
CREATE OR REPLACE FUNCTION public.get_liked_posts(
  viewer uuid, target uuid, page_limit integer, after jsonb, OUT results text, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  PERFORM private.require_viewable(viewer, target);
  IF viewer <> target AND NOT (SELECT u.show_liked_posts FROM public.user_settings u WHERE u.user_id = target) THEN
    PERFORM public.refuse(403, 'likes_hidden', 'This person shows nobody what they like.');
  END IF;
  SELECT p.results, p.next INTO results, next
    FROM private.engaged_posts_page(viewer, 'like', target, page_limit, after) p;
END $$;
REVOKE ALL ON FUNCTION public.get_liked_posts(uuid, uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_liked_posts(uuid, uuid, integer, jsonb) TO authenticated;
