-- Trigger: a repost taken back is no longer counted; its feed entry is marked, and swept later, so that a reading
-- in progress goes on as it began.
-- definer: erasure cascades from accounts, as the tables' owner.
CREATE OR REPLACE FUNCTION private.reposts_removed() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO private.counter_step (target_id, reposts) SELECT r.post_id, -count(*) FROM removed r GROUP BY r.post_id;
  -- Up to a minute ahead, and then not again for that minute: the feed looks once too often rather than never.
  UPDATE private.post_counters n SET unreposted_at = clock_timestamp() + interval '1 minute'
   WHERE n.post_id IN (SELECT r.post_id FROM removed r) AND coalesce(n.unreposted_at < clock_timestamp(), true);
  UPDATE private.feed_entries e SET removed_at = clock_timestamp(), removed_in = pg_current_xact_id()
    FROM removed r
   WHERE e.post_id = r.post_id AND e.actor_id = r.user_id AND e.created_at = r.created_at;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.reposts_removed() FROM PUBLIC, anon, authenticated, service_role;
