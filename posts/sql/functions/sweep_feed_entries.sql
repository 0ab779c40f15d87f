-- Erases feed entries that were taken back longer ago than any reading lasts (a day), at most `batch` of them;
-- returns how many. Safe to run twice and at the same time.
-- definer: called by a job; the entries lie in private.
CREATE OR REPLACE FUNCTION private.sweep_feed_entries(batch integer DEFAULT 5000) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  swept integer;
BEGIN
  DELETE FROM private.feed_entries e USING (
    SELECT x.post_id, x.created_at, x.actor_id FROM private.feed_entries x
     WHERE x.removed_at < private.clock() - interval '1 day' LIMIT batch FOR UPDATE SKIP LOCKED) gone
   WHERE e.post_id = gone.post_id AND e.created_at = gone.created_at AND e.actor_id = gone.actor_id;
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END $$;
REVOKE ALL ON FUNCTION private.sweep_feed_entries(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.sweep_feed_entries(integer) TO topin_worker;
