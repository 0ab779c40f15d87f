-- Add `step` to the two counters that an edge stands in; an inactive person counts for nobody.
-- The caller holds private.lock_people.
CREATE OR REPLACE FUNCTION private.count_edge(follower uuid, followed uuid, step integer) RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
  UPDATE private.profile_stats s SET
    following_count = s.following_count + CASE WHEN s.user_id = follower THEN step ELSE 0 END,
    followers_count = s.followers_count + CASE WHEN s.user_id = followed THEN step ELSE 0 END
  WHERE s.user_id IN (follower, followed)
    AND (SELECT o.counted FROM private.profile_stats o
         WHERE o.user_id = CASE WHEN s.user_id = follower THEN followed ELSE follower END)
$$;
REVOKE ALL ON FUNCTION private.count_edge(uuid, uuid, integer) FROM PUBLIC, anon, authenticated, service_role;
