-- Whether a viewer has seen a post, on any day. Callers ask only where the post has views at all.
CREATE OR REPLACE FUNCTION private.has_viewed(viewer uuid, post uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.post_views v WHERE v.post_id = post AND v.viewer_key = viewer);
END $$;
REVOKE ALL ON FUNCTION private.has_viewed(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
