-- The newest entries below a place in time by the viewer and the people the viewer follows, at most `wanted`, as
-- three arrays in step (NULL: none). Three ways that give the same entries. Who follows many finds them soon by walking
-- the time index, at most 16 entries per followed person (one descent of an index costs as much as walking 16
-- entries). Where that yields too few, two passes over the followed people: the newest `wanted` entries below a place
-- belong to at most `wanted` actors, those with the newest single entry, and none is older than the oldest of those
-- heads. Who follows fewer than `wanted` needs no first pass.
-- Entries taken back after `removed_after` are among them: the caller knows which of those to show.
CREATE OR REPLACE FUNCTION private.feed_candidates(
  viewer uuid, wanted integer, removed_after timestamptz, below_at timestamptz, below_post uuid, below_actor uuid,
  OUT ats timestamptz[], OUT posts uuid[], OUT actors uuid[])
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  followed bigint := (SELECT s.following_count FROM private.profile_stats s WHERE s.user_id = viewer);
BEGIN
  IF followed > 100 THEN
    SELECT array_agg(c.created_at), array_agg(c.post_id), array_agg(c.actor_id) INTO ats, posts, actors FROM (
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
       LIMIT wanted) c;
    IF cardinality(ats) = wanted THEN
      RETURN;
    END IF;
  ELSIF followed < wanted THEN
    SELECT array_agg(c.created_at), array_agg(c.post_id), array_agg(c.id) INTO ats, posts, actors FROM (
      SELECT x.created_at, x.post_id, a.id FROM private.feed_actors(viewer) a CROSS JOIN LATERAL private.entries_of(
          a.id, a.is_mutual, a.is_self, removed_after, below_at, below_post, below_actor, '-infinity', wanted) x
       ORDER BY x.created_at DESC, x.post_id DESC, a.id DESC LIMIT wanted) c;
    RETURN;
  END IF;
  WITH heads AS (
    SELECT a.id, a.is_mutual, a.is_self, h.created_at
      FROM private.feed_actors(viewer) a CROSS JOIN LATERAL private.entries_of(
        a.id, a.is_mutual, a.is_self, removed_after, below_at, below_post, below_actor, '-infinity', 1) h
     ORDER BY h.created_at DESC, h.post_id DESC, a.id DESC LIMIT wanted
  ), bound AS (
    SELECT CASE WHEN count(*) = wanted THEN min(h.created_at) ELSE '-infinity' END AS oldest FROM heads h
  )
  SELECT array_agg(c.created_at), array_agg(c.post_id), array_agg(c.id) INTO ats, posts, actors FROM (
    SELECT x.created_at, x.post_id, a.id FROM bound b CROSS JOIN heads a CROSS JOIN LATERAL private.entries_of(
        a.id, a.is_mutual, a.is_self, removed_after, below_at, below_post, below_actor, b.oldest, wanted) x
     ORDER BY x.created_at DESC, x.post_id DESC, a.id DESC LIMIT wanted) c;
END $$;
REVOKE ALL ON FUNCTION private.feed_candidates(uuid, integer, timestamptz, timestamptz, uuid, uuid)
  FROM PUBLIC, anon, authenticated, service_role;
