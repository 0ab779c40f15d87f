-- Begin a run of a job and record it; NULL when it must not run: another worker is at it (alone), or the
-- run of this unique_key has been done already.
-- session lock: it goes with the worker's connection, so a killed worker holds up nobody, and what it left as
-- running is lost, which is said.
CREATE OR REPLACE FUNCTION private.start_run(wanted text, key text, alone boolean) RETURNS uuid
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  run uuid;
BEGIN
  IF alone AND NOT pg_try_advisory_lock(hashtextextended('topin.job.' || wanted, 0)) THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM private.job_run r WHERE r.job = wanted AND r.unique_key = key AND r.outcome = 'done') THEN
    PERFORM private.unlock_job(wanted, alone);
    RETURN NULL;
  END IF;
  UPDATE private.job_run r
     SET outcome = 'lost', finished_at = clock_timestamp(), error = 'its worker died'
   WHERE r.job = wanted AND r.outcome = 'running' AND (alone OR r.started_at < clock_timestamp() - interval '1 day');
  INSERT INTO private.job_run (job, unique_key) VALUES (wanted, key) RETURNING id INTO run;
  RETURN run;
END $$;
REVOKE ALL ON FUNCTION private.start_run(text, text, boolean) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.start_run(text, text, boolean) TO topin_worker;
