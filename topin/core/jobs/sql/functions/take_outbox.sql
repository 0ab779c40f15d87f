-- Take the message of a queue that has been due longest, for the time of a lease; all NULL when none is due.
-- One whose lease has ended is due again: its worker died or hangs. Counts the try, so that a message that
-- kills its worker ends as a dead letter too. Two workers never get the same one at the same time.
CREATE OR REPLACE FUNCTION private.take_outbox(
  wanted text, lease_time interval, most_tries integer,
  OUT id uuid, OUT kind text, OUT payload jsonb, OUT tries integer, OUT lease uuid)
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
#variable_conflict use_column
BEGIN
  UPDATE private.outbox o
     SET status = 'dead', lease = NULL, finished_at = private.clock(), error = coalesce(o.error, 'its worker died')
    FROM (SELECT d.id FROM private.outbox d
           WHERE d.queue = wanted AND d.status = 'taken' AND d.run_at <= private.clock() AND d.tries >= most_tries
             FOR UPDATE SKIP LOCKED) lost
   WHERE o.id = lost.id;
  UPDATE private.outbox o
     SET status = 'taken', tries = o.tries + 1, lease = gen_random_uuid(), run_at = private.clock() + lease_time
    FROM (SELECT d.id FROM private.outbox d
           WHERE d.queue = wanted AND d.status IN ('waiting', 'taken') AND d.run_at <= private.clock()
           ORDER BY d.run_at LIMIT 1 FOR UPDATE SKIP LOCKED) due
   WHERE o.id = due.id
  RETURNING o.id, o.kind, o.payload, o.tries, o.lease INTO id, kind, payload, tries, lease;
END $$;
REVOKE ALL ON FUNCTION private.take_outbox(text, interval, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.take_outbox(text, interval, integer) TO topin_worker;
