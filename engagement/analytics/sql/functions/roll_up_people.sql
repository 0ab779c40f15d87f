-- Counts one UTC day of every person anew: from their posts' day, which was counted just before, from the log (a viewer of
-- several posts is one viewer) and from who follows them since; returns how many rows changed.
CREATE OR REPLACE FUNCTION private.roll_up_people(of_day date, starts timestamptz, ends timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  touched integer;
BEGIN
  WITH parts AS (
    SELECT a.author_id AS user_id, a.views, 0::bigint AS viewers, a.earning_views, a.watched_ms, a.likes, a.unlikes,
           a.earning_likes, a.comments, a.reposts, 0::bigint AS followers
      FROM private.post_analytics a WHERE a.day = of_day
    UNION ALL
    SELECT l.author_id, 0, count(DISTINCT coalesce(l.viewer_id, l.viewer_key)), 0, 0, 0, 0, 0, 0, 0, 0
      FROM public.post_view_logs l WHERE l.seen_at >= starts AND l.seen_at < ends GROUP BY l.author_id
    UNION ALL
    SELECT f.following_id, 0, 0, 0, 0, 0, 0, 0, 0, 0, count(*)
      FROM public.followers f WHERE f.created_at >= starts AND f.created_at < ends GROUP BY f.following_id),
  fresh AS MATERIALIZED (
    SELECT
      t.user_id, sum(t.views) AS views, sum(t.viewers) AS viewers, sum(t.earning_views) AS earning_views,
      sum(t.watched_ms) AS watched_ms, sum(t.likes) AS likes, sum(t.unlikes) AS unlikes,
      sum(t.earning_likes) AS earning_likes, sum(t.comments) AS comments, sum(t.reposts) AS reposts,
      sum(t.followers) AS followers
      FROM parts t WHERE EXISTS (SELECT FROM public.profiles p WHERE p.id = t.user_id) GROUP BY t.user_id),
  gone AS (
    DELETE FROM public.user_analytics a
     WHERE a.day = of_day AND NOT EXISTS (SELECT FROM fresh f WHERE f.user_id = a.user_id) RETURNING 1),
  kept AS (
    INSERT INTO public.user_analytics AS a (
      user_id, day, views, viewers, earning_views, watched_ms, likes, unlikes, earning_likes, comments, reposts,
      followers)
    SELECT
      f.user_id, of_day, f.views, f.viewers, f.earning_views, f.watched_ms, f.likes, f.unlikes, f.earning_likes,
      f.comments, f.reposts, f.followers
      FROM fresh f ORDER BY f.user_id
    ON CONFLICT (user_id, day) DO UPDATE SET
      views = excluded.views, viewers = excluded.viewers, earning_views = excluded.earning_views,
      watched_ms = excluded.watched_ms, likes = excluded.likes, unlikes = excluded.unlikes,
      earning_likes = excluded.earning_likes, comments = excluded.comments, reposts = excluded.reposts,
      followers = excluded.followers
    WHERE (
      a.views, a.viewers, a.earning_views, a.watched_ms, a.likes, a.unlikes, a.earning_likes, a.comments,
      a.reposts, a.followers) IS DISTINCT FROM (
      excluded.views, excluded.viewers, excluded.earning_views, excluded.watched_ms, excluded.likes,
      excluded.unlikes, excluded.earning_likes, excluded.comments, excluded.reposts, excluded.followers)
    RETURNING 1)
  SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM kept) INTO touched;
  RETURN touched;
END $$;
REVOKE ALL ON FUNCTION private.roll_up_people(date, timestamptz, timestamptz)
  FROM PUBLIC, anon, authenticated, service_role;
