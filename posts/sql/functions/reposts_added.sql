-- Trigger: a new repost is counted and enters the feeds of the reposter's followers.
-- definer: what hangs on a repost must follow whoever makes it.
CREATE OR REPLACE FUNCTION private.reposts_added() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE private.post_counters n SET repost_count = n.repost_count + c.added
    FROM (SELECT r.post_id, count(*) AS added FROM added r GROUP BY r.post_id) c
   WHERE n.post_id = c.post_id;
  INSERT INTO private.feed_entries (created_at, post_id, actor_id, audience)
  SELECT r.created_at, r.post_id, r.user_id, 'public' FROM added r JOIN public.posts p ON p.id = r.post_id
   WHERE p.audience = 'public' AND p.deleted_at IS NULL AND p.hidden_at IS NULL;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.reposts_added() FROM PUBLIC, anon, authenticated, service_role;
