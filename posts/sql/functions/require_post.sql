-- A post that the viewer may see, or the 404 that an unknown id gets.
CREATE OR REPLACE FUNCTION private.require_post(viewer uuid, post uuid) RETURNS public.posts
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  found public.posts;
BEGIN
  IF NOT private.can_see_post(viewer, post) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
  SELECT * INTO found FROM public.posts p WHERE p.id = post;
  RETURN found;
END $$;
REVOKE ALL ON FUNCTION private.require_post(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
