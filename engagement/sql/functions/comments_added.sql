-- Trigger: what every new comment brings with it: its counters, and its share in those of its post and its parent.
-- definer: comments come from doors and from bulk loads alike; what hangs on them must follow in either case.
CREATE OR REPLACE FUNCTION private.comments_added() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO private.comment_counters (comment_id, thread_id, shown)
  SELECT c.id, c.thread_id, c.deleted_at IS NULL OR c.replied FROM added c;
  INSERT INTO private.counter_step (target_id, replies)
  SELECT t.id, count(*) FROM added c CROSS JOIN LATERAL (VALUES (c.post_id), (c.parent_id)) t (id)
   WHERE t.id IS NOT NULL AND private.comment_stands(c) GROUP BY t.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.comments_added() FROM PUBLIC, anon, authenticated, service_role;
