-- How the work outside requests stands, as numbers for /metrics: per job the last success and the runs of the
-- last day by outcome, which jobs are late, and per queue of the outbox what is due, how old, and what is dead.
-- definer: the login that serves /metrics may not read the tables; no payload, no name leaves here.
CREATE OR REPLACE FUNCTION private.operations_figures() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT jsonb_build_object(
    'jobs', (SELECT coalesce(jsonb_object_agg(j.job, to_jsonb(j) - 'job'), '{}') FROM (
      SELECT r.job, extract(epoch FROM max(r.started_at) FILTER (WHERE r.outcome = 'done')) AS last_success,
             count(*) FILTER (WHERE r.outcome = 'done') AS done,
             count(*) FILTER (WHERE r.outcome IN ('failed', 'lost')) AS failed
        FROM private.job_run r WHERE r.started_at > private.clock() - interval '1 day' GROUP BY r.job) j),
    'late', (SELECT coalesce(jsonb_agg(l.job), '[]') FROM private.late_job l),
    'outbox', (SELECT coalesce(jsonb_object_agg(q.queue, to_jsonb(q) - 'queue'), '{}') FROM (
      SELECT o.queue, count(*) FILTER (WHERE o.status <> 'dead' AND o.run_at <= private.clock()) AS due,
             coalesce(extract(epoch FROM private.clock() - min(o.created_at) FILTER (WHERE o.status <> 'dead')), 0) AS age,
             count(*) FILTER (WHERE o.status = 'dead') AS dead
        FROM private.outbox o WHERE o.status IN ('waiting', 'taken', 'dead') GROUP BY o.queue) q))
$$;
REVOKE ALL ON FUNCTION private.operations_figures() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.operations_figures() TO topin_api, topin_worker, topin_staff;
