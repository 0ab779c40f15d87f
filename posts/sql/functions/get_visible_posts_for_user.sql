-- The ids behind the viewer's feed page, newest first (the seed's function); the same rows as public.get_feed.
-- `after` is the `next` of the page before; NULL for the top.
-- definer: reads follows, blocks and the feed's entries, as public.get_feed does.
CREATE OR REPLACE FUNCTION public.get_visible_posts_for_user(
  viewer uuid, page_limit integer DEFAULT 20, after jsonb DEFAULT NULL)
RETURNS TABLE (post_id uuid, actor_id uuid, created_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' ROWS 20 AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  RETURN QUERY SELECT f.post_id, f.actor_id, f.created_at FROM private.feed_rows(viewer, page_limit, after) f;
END $$;
REVOKE ALL ON FUNCTION public.get_visible_posts_for_user(uuid, integer, jsonb)
  FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_visible_posts_for_user(uuid, integer, jsonb) TO authenticated;
