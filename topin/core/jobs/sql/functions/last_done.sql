-- When each job was last done: {"core.sweep": "…"}; of 90 days, as long as runs are kept.
CREATE OR REPLACE FUNCTION private.last_done(jobs text[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce(jsonb_object_agg(j.name, (
    SELECT r.started_at FROM private.job_run r
     WHERE r.job = j.name AND r.outcome = 'done' ORDER BY r.started_at DESC LIMIT 1)), '{}')
  FROM unnest(jobs) AS j (name)
$$;
REVOKE ALL ON FUNCTION private.last_done(text[]) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.last_done(text[]) TO topin_worker;
