-- Whether a viewer (NULL: anonymous) may see a medium, by what it hangs on: its post; the person whose avatar it is;
-- the profile whose cover it is. What hangs on nothing, and evidence, is its owner's alone. A medium of a deleted
-- post is nobody's.
-- definer: the policy of media calls it for roles that may read neither posts nor blocks of others.
CREATE OR REPLACE FUNCTION private.can_see_media(viewer uuid, owner uuid, post uuid, used_as text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF post IS NOT NULL THEN
    RETURN private.can_see_post(viewer, post);
  ELSIF viewer = owner THEN
    RETURN true;
  ELSIF used_as = 'avatar' THEN
    RETURN private.can_see_person(viewer, owner);
  ELSIF used_as = 'cover' THEN
    RETURN private.can_view_profile(viewer, owner);
  END IF;
  RETURN false;
END $$;
REVOKE ALL ON FUNCTION private.can_see_media(uuid, uuid, uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.can_see_media(uuid, uuid, uuid, text) TO anon, authenticated;
