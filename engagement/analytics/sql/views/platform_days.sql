-- The last 30 UTC days over the whole product, as they were last counted (private.roll_up_product). For the staff's first
-- page, which must not count millions of rows.
-- definer: it is refreshed by, and belongs to, the definer, who sees every row.
DROP MATERIALIZED VIEW IF EXISTS private.platform_days;
CREATE MATERIALIZED VIEW private.platform_days AS
SELECT g::date AS day, d.as_of, coalesce(d.is_final, false) AS is_final, coalesce(p.sign_ups, 0) AS sign_ups,
       coalesce(p.posts, 0) AS posts, coalesce(p.comments, 0) AS comments, coalesce(p.likes, 0) AS likes,
       coalesce(p.views, 0) AS views, coalesce(p.active, 0) AS active
  FROM generate_series(date_trunc('day', now() AT TIME ZONE 'UTC') - interval '29 days',
                       date_trunc('day', now() AT TIME ZONE 'UTC'), interval '1 day') g
  LEFT JOIN private.product_days p ON p.day = g::date
  LEFT JOIN private.analytics_days d ON d.day = g::date
WITH NO DATA;
CREATE UNIQUE INDEX platform_days_day ON private.platform_days (day);
REVOKE ALL ON private.platform_days FROM PUBLIC, anon, authenticated, service_role;
GRANT SELECT ON private.platform_days TO topin_staff;
