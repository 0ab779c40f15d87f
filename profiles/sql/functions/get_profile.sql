-- A person's profile as `viewer` (NULL for anon) sees it. Refuses 404 not_found for who does not exist for them.
-- definer: puts together tables the viewer sees only in parts.
CREATE OR REPLACE FUNCTION public.get_profile(viewer uuid, target uuid, OUT body json, OUT version bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT s.body, s.version INTO body, version FROM private.profile_seen(viewer, target) s;
  IF body IS NULL THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.get_profile(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_profile(uuid, uuid) TO anon, authenticated;
