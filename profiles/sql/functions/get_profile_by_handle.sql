-- The profile behind a handle (without @); a handle given up leads to its owner for 14 days.
-- Refuses 404 not_found for who does not exist for the viewer.
-- definer: puts together tables the viewer sees only in parts.
CREATE OR REPLACE FUNCTION public.get_profile_by_handle(viewer uuid, handle text, OUT body json, OUT version bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT g.body, g.version INTO body, version FROM public.get_profile(viewer, private.find_handle(handle)) g;
END $$;
REVOKE ALL ON FUNCTION public.get_profile_by_handle(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_profile_by_handle(uuid, text) TO anon, authenticated;
