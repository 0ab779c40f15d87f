-- Erase messages that were done 7 days ago and dead letters of 90 days; a dead letter's secret goes after a
-- day (its code has expired by then). Returns how many rows were touched.
CREATE OR REPLACE FUNCTION private.sweep_outbox() RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  swept bigint;
  touched bigint;
BEGIN
  DELETE FROM private.outbox o
   WHERE (o.status = 'done' AND o.finished_at < private.clock() - interval '7 days')
      OR (o.status = 'dead' AND o.finished_at < private.clock() - interval '90 days');
  GET DIAGNOSTICS swept = ROW_COUNT;
  UPDATE private.outbox o SET payload = o.payload - 'secret'
   WHERE o.status = 'dead' AND o.finished_at < private.clock() - interval '1 day' AND o.payload ? 'secret';
  GET DIAGNOSTICS touched = ROW_COUNT;
  RETURN swept + touched;
END $$;
REVOKE ALL ON FUNCTION private.sweep_outbox() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.sweep_outbox() TO topin_worker;
