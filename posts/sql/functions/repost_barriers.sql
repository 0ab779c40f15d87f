-- A row if a viewer may not meet an author's public post through somebody else's repost: there is a block between
-- the two, the author is muted, or shows posts to followers alone and the viewer is none. No row: nothing in the way.
-- inline: a sub-select of the feed; as a function called for each repost it cost more than the rest of the row.
CREATE OR REPLACE FUNCTION private.repost_barriers(viewer uuid, author uuid, visibility text) RETURNS SETOF boolean
LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT true WHERE viewer <> author AND (
    visibility <> 'public' AND coalesce((SELECT false FROM public.followers f
                                          WHERE f.follower_id = viewer AND f.following_id = author), true)
    OR coalesce((SELECT true FROM public.blocked_users b WHERE b.blocker_id = viewer AND b.blocked_id = author), false)
    OR coalesce((SELECT true FROM public.blocked_users b WHERE b.blocker_id = author AND b.blocked_id = viewer), false)
    OR author IN (SELECT m.id FROM private.muted_by(viewer) AS m (id)))
$$;
REVOKE ALL ON FUNCTION private.repost_barriers(uuid, uuid, text) FROM PUBLIC, anon, authenticated, service_role;
