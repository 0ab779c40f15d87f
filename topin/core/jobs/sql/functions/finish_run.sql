-- End a run: done with the rows it touched, or failed with an error; lets go of the job's lock.
CREATE OR REPLACE FUNCTION private.finish_run(run uuid, touched bigint, failure text, alone boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  ended text;
BEGIN
  UPDATE private.job_run r
     SET outcome = CASE WHEN failure IS NULL THEN 'done' ELSE 'failed' END,
         finished_at = clock_timestamp(), rows = touched, error = left(failure, 1000)
   WHERE r.id = run AND r.outcome = 'running'
  RETURNING r.job INTO ended;
  PERFORM private.unlock_job(ended, alone);
END $$;
REVOKE ALL ON FUNCTION private.finish_run(uuid, bigint, text, boolean) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.finish_run(uuid, bigint, text, boolean) TO topin_worker;
