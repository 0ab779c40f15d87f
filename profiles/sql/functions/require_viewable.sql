-- Refuse to list what belongs to a profile that `viewer` may not see in full: 404 not_found for who does not
-- exist for them, 403 profile_private for who does.
CREATE OR REPLACE FUNCTION private.require_viewable(viewer uuid, target uuid) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  IF NOT private.can_see_person(viewer, target) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  ELSIF NOT private.can_view_profile(viewer, target) THEN
    PERFORM public.refuse(403, 'profile_private', 'This profile does not show this to you.');
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.require_viewable(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
