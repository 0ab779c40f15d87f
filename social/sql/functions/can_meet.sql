-- Whether a person is there at all for a viewer (NULL: anonymous): oneself always; else who is neither suspended nor
-- deactivated, and has no block with the viewer in either direction.
-- definer: policies ask it for callers who must not learn who blocks them.
CREATE OR REPLACE FUNCTION private.can_meet(viewer uuid, person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN viewer IS NOT DISTINCT FROM person AND person IS NOT NULL
    OR EXISTS (SELECT 1 FROM public.profiles p WHERE p.id = person AND private.is_active(p))
       AND NOT private.is_blocked_pair(viewer, person);
END $$;
REVOKE ALL ON FUNCTION private.can_meet(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.can_meet(uuid, uuid) TO anon, authenticated;
