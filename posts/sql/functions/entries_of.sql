-- One person's feed entries below a place in time that a follower may get, newest first: at most `wanted`, none older
-- than `oldest`. Entries taken back after `removed_after` are among them.
-- inline: the LATERAL part of private.feed_candidates; an index-only walk that stops at its limit.
CREATE OR REPLACE FUNCTION private.entries_of(
  actor uuid, is_mutual boolean, is_self boolean, removed_after timestamptz,
  below_at timestamptz, below_post uuid, below_actor uuid, oldest timestamptz, wanted integer)
RETURNS TABLE (created_at timestamptz, post_id uuid) LANGUAGE sql STABLE ROWS 10 AS $$
  SELECT e.created_at, e.post_id FROM private.feed_entries e
   WHERE e.actor_id = actor AND (e.removed_at IS NULL OR e.removed_at > removed_after) AND e.created_at >= oldest
     AND (e.created_at, e.post_id, e.actor_id) < (below_at, below_post, below_actor)
     AND CASE e.audience WHEN 'public' THEN true WHEN 'followers' THEN true WHEN 'mutuals' THEN is_mutual ELSE is_self END
   ORDER BY e.created_at DESC, e.post_id DESC LIMIT wanted
$$;
REVOKE ALL ON FUNCTION private.entries_of(
  uuid, boolean, boolean, timestamptz, timestamptz, uuid, uuid, timestamptz, integer)
  FROM PUBLIC, anon, authenticated, service_role;
