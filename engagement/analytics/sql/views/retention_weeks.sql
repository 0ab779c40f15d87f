-- Of those who signed up in a week (UTC, from Monday), how many were active (private.active_days) `age` weeks later; eight weeks back.
-- definer: it is refreshed by, and belongs to, the definer, who sees every row.
DROP MATERIALIZED VIEW IF EXISTS private.retention_weeks;
CREATE MATERIALIZED VIEW private.retention_weeks AS
WITH since AS (
  SELECT (date_trunc('week', now() AT TIME ZONE 'UTC') - interval '7 weeks') AT TIME ZONE 'UTC' AS starts),
cohorts AS (
  SELECT p.id, date_trunc('week', p.created_at AT TIME ZONE 'UTC')::date AS cohort
    FROM public.profiles p, since WHERE p.created_at >= since.starts),
active AS (
  SELECT DISTINCT d.user_id AS id, date_trunc('week', d.day::timestamp)::date AS week
    FROM private.active_days d, since WHERE d.day >= (since.starts AT TIME ZONE 'UTC')::date)
SELECT c.cohort, (a.week - c.cohort) / 7 AS age, count(*) AS active,
       (SELECT count(*) FROM cohorts o WHERE o.cohort = c.cohort) AS people
  FROM cohorts c JOIN active a ON a.id = c.id AND a.week >= c.cohort
 GROUP BY c.cohort, 2
WITH NO DATA;
CREATE UNIQUE INDEX retention_weeks_key ON private.retention_weeks (cohort, age);
REVOKE ALL ON private.retention_weeks FROM PUBLIC, anon, authenticated, service_role;
GRANT SELECT ON private.retention_weeks TO topin_staff;
