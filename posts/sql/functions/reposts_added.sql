-- Trigger: a new repost is counted (private.fold_counters) and enters the feeds of the reposter's followers.
-- definer: what hangs on a repost must follow whoever makes it.
CREATE OR REPLACE FUNCTION private.reposts_added() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO private.counter_step (target_id, reposts) SELECT r.post_id, count(*) FROM added r GROUP BY r.post_id;
  UPDATE private.post_counters n SET reposted = true
   WHERE n.post_id IN (SELECT r.post_id FROM added r) AND NOT n.reposted;
  INSERT INTO private.feed_entries (created_at, post_id, actor_id, audience)
  SELECT r.created_at, r.post_id, r.user_id, 'public' FROM added r JOIN public.posts p ON p.id = r.post_id
   WHERE p.audience = 'public' AND p.deleted_at IS NULL AND p.hidden_at IS NULL;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.reposts_added() FROM PUBLIC, anon, authenticated, service_role;
