-- Refuses 404 unless a person is there at all for a viewer (NULL: anonymous): the viewer, or one who is neither
-- suspended nor deactivated nor blocked in either direction.
CREATE OR REPLACE FUNCTION private.require_person(viewer uuid, person uuid) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  IF viewer IS DISTINCT FROM person AND (
       private.is_blocked_pair(viewer, person)
       OR NOT EXISTS (SELECT 1 FROM public.profiles p WHERE p.id = person AND private.is_active(p))) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.require_person(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
