-- How many of those who follow `target`, and of those they follow, a block hides from `viewer`: what has to come off
-- the counters so that a count is what the viewer can page through. Exact up to 100 blocks in each direction; two
-- probes of an index for each block, and nothing for who has none.
-- inline: part of every profile that is read.
CREATE OR REPLACE FUNCTION private.hidden_edges(viewer uuid, target uuid)
RETURNS TABLE (followers bigint, following bigint)
LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT count(*) FILTER (WHERE e.follows AND e.counted), count(*) FILTER (WHERE e.followed AND e.counted)
  FROM (
    SELECT p.follows, p.followed, CASE WHEN p.follows OR p.followed THEN
      (SELECT s.counted FROM private.profile_stats s WHERE s.user_id = p.id) END AS counted
    FROM (
      SELECT b.id,
        coalesce((SELECT true FROM public.followers f WHERE f.follower_id = b.id AND f.following_id = target), false) AS follows,
        coalesce((SELECT true FROM public.followers f WHERE f.follower_id = target AND f.following_id = b.id), false) AS followed
      FROM ((SELECT x.blocked_id AS id FROM public.blocked_users x WHERE x.blocker_id = viewer LIMIT 100)
        UNION ALL (SELECT x.blocker_id FROM public.blocked_users x WHERE x.blocked_id = viewer LIMIT 100)) b
      OFFSET 0) p
    OFFSET 0) e
$$;
REVOKE ALL ON FUNCTION private.hidden_edges(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
