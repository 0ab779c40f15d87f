-- The newest entries below a place in time by the viewer and the people the viewer follows, at most `wanted`.
-- Two ways that give the same rows. Who follows many finds them soon by walking the time index, at most 16 entries
-- per followed person (one descent of an index costs as much as walking 16 entries); where that yields too few, or
-- the viewer follows few, two passes over the followed people: the newest `wanted` entries below a place belong to at
-- most `wanted` actors, those with the newest single entry, and none is older than the oldest of those heads.
-- Entries taken back after `removed_after` are among them: the caller knows which of those to show.
CREATE OR REPLACE FUNCTION private.feed_candidates(
  viewer uuid, wanted integer, removed_after timestamptz, below_at timestamptz, below_post uuid, below_actor uuid)
RETURNS TABLE (created_at timestamptz, post_id uuid, actor_id uuid)
LANGUAGE plpgsql STABLE ROWS 30 SET search_path = '' AS $$
DECLARE
  followed bigint := (SELECT s.following_count FROM private.profile_stats s WHERE s.user_id = viewer);
  found integer := 0;
BEGIN
  IF followed > 100 THEN
    RETURN QUERY
    SELECT w.created_at, w.post_id, w.actor_id
      FROM (SELECT e.created_at, e.post_id, e.actor_id, e.audience FROM private.feed_entries e
             WHERE (e.removed_at IS NULL OR e.removed_at > removed_after)
               AND (e.created_at, e.post_id, e.actor_id) < (below_at, below_post, below_actor)
             ORDER BY e.created_at DESC, e.post_id DESC, e.actor_id DESC LIMIT 16 * followed) w
     WHERE CASE w.audience
             WHEN 'private' THEN false
             WHEN 'mutuals' THEN w.actor_id IN (SELECT f.following_id FROM public.followers f
                                                 WHERE f.follower_id = viewer AND f.is_mutual)
             ELSE w.actor_id IN (SELECT f.following_id FROM public.followers f WHERE f.follower_id = viewer)
           END AND w.actor_id NOT IN (SELECT m.id FROM private.muted_by(viewer) AS m (id))
        OR w.actor_id = viewer
     LIMIT wanted;
    GET DIAGNOSTICS found = ROW_COUNT;
  END IF;
  IF found < wanted THEN
    RETURN QUERY
    WITH actors AS (
      SELECT f.following_id AS id, f.is_mutual, false AS self FROM public.followers f
       WHERE f.follower_id = viewer AND f.following_id NOT IN (SELECT m.id FROM private.muted_by(viewer) AS m (id))
      UNION ALL SELECT viewer, true, true
    ), heads AS (
      SELECT a.*, h.created_at, h.post_id FROM actors a CROSS JOIN LATERAL (
        SELECT e.created_at, e.post_id FROM private.feed_entries e
         WHERE e.actor_id = a.id AND (e.removed_at IS NULL OR e.removed_at > removed_after)
           AND (e.created_at, e.post_id, e.actor_id) < (below_at, below_post, below_actor)
           AND (e.audience IN ('public', 'followers') OR e.audience = 'mutuals' AND a.is_mutual OR a.self)
         ORDER BY e.created_at DESC, e.post_id DESC LIMIT 1) h
       ORDER BY h.created_at DESC, h.post_id DESC, a.id DESC LIMIT wanted
    ), bound AS (
      SELECT CASE WHEN count(*) = wanted THEN min(h.created_at) ELSE '-infinity' END AS oldest FROM heads h
    )
    SELECT x.created_at, x.post_id, x.actor_id FROM bound b CROSS JOIN heads a CROSS JOIN LATERAL (
      SELECT e.created_at, e.post_id, e.actor_id FROM private.feed_entries e
       WHERE e.actor_id = a.id AND (e.removed_at IS NULL OR e.removed_at > removed_after)
         AND (e.created_at, e.post_id, e.actor_id) < (below_at, below_post, below_actor)
         AND (e.audience IN ('public', 'followers') OR e.audience = 'mutuals' AND a.is_mutual OR a.self)
         AND e.created_at >= b.oldest
       ORDER BY e.created_at DESC, e.post_id DESC LIMIT wanted) x
     ORDER BY x.created_at DESC, x.post_id DESC, x.actor_id DESC OFFSET found LIMIT wanted - found;
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.feed_candidates(uuid, integer, timestamptz, timestamptz, uuid, uuid)
  FROM PUBLIC, anon, authenticated, service_role;
