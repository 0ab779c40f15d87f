-- Whether a search may show a viewer what an author shows to an audience: the viewer may see it, and the author wants
-- to be found or is followed by the viewer.
CREATE OR REPLACE FUNCTION private.post_found(viewer uuid, author uuid, audience text) RETURNS boolean
LANGUAGE plpgsql STABLE COST 1000 SET search_path = '' AS $$
BEGIN
  RETURN private.can_see_row(viewer, author, audience) AND (viewer = author
    OR coalesce((SELECT u.searchable FROM public.user_settings u WHERE u.user_id = author), true)
    OR EXISTS (SELECT FROM public.followers f WHERE f.follower_id = viewer AND f.following_id = author));
END $$;
REVOKE ALL ON FUNCTION private.post_found(uuid, uuid, text) FROM PUBLIC, anon, authenticated, service_role;
