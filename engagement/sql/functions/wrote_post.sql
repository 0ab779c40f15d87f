-- Whether a viewer (NULL: anonymous) is the author of a post that is not deleted.
CREATE OR REPLACE FUNCTION private.wrote_post(viewer uuid, post uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN EXISTS (SELECT FROM public.posts p WHERE p.id = post AND p.author_id = viewer AND p.deleted_at IS NULL);
END $$;
REVOKE ALL ON FUNCTION private.wrote_post(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
