-- Whether a viewer may meet an author's public post through somebody else's repost: no block between the two, not
-- muted, and the account open to all, or the viewer's own, or followed.
CREATE OR REPLACE FUNCTION private.may_see_repost(viewer uuid, author uuid, visibility text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN viewer = author
    OR (visibility = 'public' OR coalesce((SELECT true FROM public.followers f
                                            WHERE f.follower_id = viewer AND f.following_id = author), false))
   AND NOT private.is_blocked_pair(viewer, author)
   AND author NOT IN (SELECT m.id FROM private.muted_by(viewer) AS m (id));
END $$;
REVOKE ALL ON FUNCTION private.may_see_repost(uuid, uuid, text) FROM PUBLIC, anon, authenticated, service_role;
