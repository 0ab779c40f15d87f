-- The figures of the admin's first page, over all rooms: accounts, posts, sign-ups and posts of each of the last
-- 14 days (UTC), the outbox, the last runs of each job, which jobs are late, and the figures that a job counts ahead.
-- Reads ranges of indexes only.
CREATE OR REPLACE FUNCTION private.staff_dashboard() RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
  WITH today AS (SELECT date_trunc('day', private.clock(), 'UTC') AS day)
  SELECT jsonb_build_object(
    'accounts', private.estimated_rows('public.profiles'),
    'suspended', (SELECT count(*) FROM public.profiles p WHERE p.suspended_at IS NOT NULL
      AND (p.suspended_until IS NULL OR p.suspended_until > private.clock())),
    'posts', private.estimated_rows('public.posts'),
    'hidden', (SELECT count(*) FROM public.posts p WHERE p.hidden_at IS NOT NULL AND p.deleted_at IS NULL),
    'asked', (SELECT count(*) FROM public.verification_requests v WHERE v.status = 'pending'),
    'days', (SELECT jsonb_agg(jsonb_build_array(to_char(d.day AT TIME ZONE 'UTC', 'DD Mon'), (
        SELECT count(*) FROM public.profiles p WHERE p.created_at >= d.day AND p.created_at < d.day + interval '1 day'), (
        SELECT count(*) FROM public.posts p WHERE p.created_at >= d.day AND p.created_at < d.day + interval '1 day'))
        ORDER BY d.day)
      FROM today t, generate_series(t.day - interval '13 days', t.day, interval '1 day') AS d (day)),
    'outbox_open', (SELECT count(*) FROM private.outbox o WHERE o.status IN ('waiting', 'taken')),
    'outbox_dead', (SELECT count(*) FROM private.outbox o WHERE o.status = 'dead'),
    'runs', (SELECT coalesce(jsonb_agg(to_jsonb(r) ORDER BY r.job), '[]') FROM (
      SELECT DISTINCT ON (j.job) j.job, j.outcome, private.iso(j.started_at) AS started_at,
             extract(epoch FROM j.duration) AS seconds, j.rows
        FROM private.job_run j WHERE j.started_at > private.clock() - interval '2 days'
       ORDER BY j.job, j.started_at DESC) r),
    'platform', private.platform_figures(),
    'late', (SELECT coalesce(jsonb_agg(l.job ORDER BY l.job), '[]') FROM private.late_job l))
$$;
REVOKE ALL ON FUNCTION private.staff_dashboard() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.staff_dashboard() TO topin_staff;
