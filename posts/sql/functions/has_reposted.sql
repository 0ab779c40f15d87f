-- Whether a viewer has reposted a post. Callers ask only where the post has reposts at all.
CREATE OR REPLACE FUNCTION private.has_reposted(viewer uuid, post uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.reposts r WHERE r.post_id = post AND r.user_id = viewer);
END $$;
REVOKE ALL ON FUNCTION private.has_reposted(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
