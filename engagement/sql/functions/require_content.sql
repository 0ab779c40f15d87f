-- What a likeable id stands for, `post` or `comment`; refuses 404 for what the viewer may not see.
CREATE OR REPLACE FUNCTION private.require_content(viewer uuid, content uuid) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  IF private.can_see_post(viewer, content) THEN
    RETURN 'post';
  ELSIF NOT private.can_see_comment(viewer, content) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
  RETURN 'comment';
END $$;
REVOKE ALL ON FUNCTION private.require_content(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
