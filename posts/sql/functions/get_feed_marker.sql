-- How far the viewer has read their latest feed (GET /posts/marker): {head, at}, both null where they have not said.
-- definer: markers lie in private, which no app's role may read.
CREATE OR REPLACE FUNCTION public.get_feed_marker(viewer uuid, OUT body json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  body := private.feed_marker_json(viewer);
END $$;
REVOKE ALL ON FUNCTION public.get_feed_marker(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_feed_marker(uuid) TO authenticated;
