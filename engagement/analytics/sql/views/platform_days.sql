-- What happened on each of the last 30 UTC days, over the whole product, as of when it was refreshed. `active`: people who
-- saw, liked, commented or posted something. For the staff's first page, which must not count millions of rows.
-- definer: it is refreshed by, and belongs to, the definer, who sees every row.
DROP MATERIALIZED VIEW IF EXISTS private.platform_days;
CREATE MATERIALIZED VIEW private.platform_days AS
WITH days AS (
  SELECT g::date AS day, g AT TIME ZONE 'UTC' AS starts, (g + interval '1 day') AT TIME ZONE 'UTC' AS ends
    FROM generate_series(date_trunc('day', now() AT TIME ZONE 'UTC') - interval '29 days',
                         date_trunc('day', now() AT TIME ZONE 'UTC'), interval '1 day') g)
SELECT d.day, now() AS as_of,
       (SELECT count(*) FROM public.profiles p WHERE p.created_at >= d.starts AND p.created_at < d.ends) AS sign_ups,
       (SELECT count(*) FROM public.posts p WHERE p.created_at >= d.starts AND p.created_at < d.ends) AS posts,
       (SELECT count(*) FROM public.comments c WHERE c.created_at >= d.starts AND c.created_at < d.ends) AS comments,
       (SELECT count(*) FROM public.post_like_logs l
         WHERE l.liked AND l.created_at >= d.starts AND l.created_at < d.ends) AS likes,
       (SELECT count(*) FROM public.post_view_logs v WHERE v.seen_at >= d.starts AND v.seen_at < d.ends) AS views,
       (SELECT count(*) FROM (
          SELECT v.viewer_id FROM public.post_view_logs v
           WHERE v.seen_at >= d.starts AND v.seen_at < d.ends AND v.viewer_id IS NOT NULL
          UNION SELECT l.user_id FROM public.post_like_logs l WHERE l.created_at >= d.starts AND l.created_at < d.ends
          UNION SELECT c.author_id FROM public.comments c
                 WHERE c.created_at >= d.starts AND c.created_at < d.ends AND c.author_id IS NOT NULL
          UNION SELECT p.author_id FROM public.posts p WHERE p.created_at >= d.starts AND p.created_at < d.ends) a) AS active
  FROM days d
WITH NO DATA;
CREATE UNIQUE INDEX platform_days_day ON private.platform_days (day);
REVOKE ALL ON private.platform_days FROM PUBLIC, anon, authenticated, service_role;
GRANT SELECT ON private.platform_days TO topin_staff;
