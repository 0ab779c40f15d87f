-- What of these posts the viewer (NULL: anonymous) may see now, so that only such views are taken, and the moment, by the
-- one clock that all views go by: {seen_at, visible}. For the endpoints that take views.
-- definer: reads blocks and follows of others to decide.
CREATE OR REPLACE FUNCTION public.check_views(viewer uuid, posts uuid[], OUT body json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  body := json_build_object('seen_at', private.iso(private.clock()), 'visible', (
    SELECT coalesce(json_agg(p.id), '[]')
      FROM (SELECT DISTINCT w.id FROM unnest(posts[1:100]) AS w (id)) p
     WHERE private.can_see_post(viewer, p.id)));
END $$;
REVOKE ALL ON FUNCTION public.check_views(uuid, uuid[]) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.check_views(uuid, uuid[]) TO anon, authenticated;
