-- Counts one UTC day of the whole product anew, and who was active on it; returns how many rows changed.
CREATE OR REPLACE FUNCTION private.roll_up_product(of_day date, starts timestamptz, ends timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  touched integer;
  more integer;
BEGIN
  WITH fresh AS MATERIALIZED (
    SELECT a.user_id FROM private.active_between(starts, ends) a
     WHERE EXISTS (SELECT FROM public.profiles p WHERE p.id = a.user_id)),
  gone AS (
    DELETE FROM private.active_days a
     WHERE a.day = of_day AND NOT EXISTS (SELECT FROM fresh f WHERE f.user_id = a.user_id) RETURNING 1),
  came AS (
    INSERT INTO private.active_days (user_id, day) SELECT f.user_id, of_day FROM fresh f ORDER BY f.user_id
    ON CONFLICT DO NOTHING RETURNING 1)
  SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM came) INTO touched;
  INSERT INTO private.product_days AS d (day, sign_ups, posts, comments, likes, views, active)
  SELECT
    of_day,
    (SELECT count(*) FROM public.profiles p WHERE p.created_at >= starts AND p.created_at < ends),
    (SELECT count(*) FROM public.posts p WHERE p.created_at >= starts AND p.created_at < ends),
    (SELECT count(*) FROM public.comments c WHERE c.created_at >= starts AND c.created_at < ends),
    (SELECT count(*) FROM public.post_like_logs l WHERE l.liked AND l.created_at >= starts AND l.created_at < ends),
    (SELECT count(*) FROM public.post_view_logs v WHERE v.seen_at >= starts AND v.seen_at < ends),
    (SELECT count(*) FROM private.active_days a WHERE a.day = of_day)
  ON CONFLICT (day) DO UPDATE SET
    sign_ups = excluded.sign_ups, posts = excluded.posts, comments = excluded.comments, likes = excluded.likes,
    views = excluded.views, active = excluded.active
  WHERE (d.sign_ups, d.posts, d.comments, d.likes, d.views, d.active)
    <> (excluded.sign_ups, excluded.posts, excluded.comments, excluded.likes, excluded.views, excluded.active);
  GET DIAGNOSTICS more = ROW_COUNT;
  RETURN touched + more;
END $$;
REVOKE ALL ON FUNCTION private.roll_up_product(date, timestamptz, timestamptz)
  FROM PUBLIC, anon, authenticated, service_role;
