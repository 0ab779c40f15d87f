-- Keep which jobs are late now; returns those that were not so before, which is what the alarm names.
CREATE OR REPLACE FUNCTION private.note_late_jobs(jobs text[]) RETURNS text[]
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  fresh text[];
BEGIN
  DELETE FROM private.late_job l WHERE l.job <> ALL (jobs);
  WITH added AS (
    INSERT INTO private.late_job (job) SELECT unnest(jobs) ON CONFLICT DO NOTHING RETURNING job)
  SELECT coalesce(array_agg(a.job), '{}') INTO fresh FROM added a;
  RETURN fresh;
END $$;
REVOKE ALL ON FUNCTION private.note_late_jobs(text[]) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.note_late_jobs(text[]) TO topin_worker;
