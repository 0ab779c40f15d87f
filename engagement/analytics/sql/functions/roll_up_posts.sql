-- Counts one UTC day of every post anew, from what came before `ends`; returns how many rows changed.
CREATE OR REPLACE FUNCTION private.roll_up_posts(of_day date, starts timestamptz, ends timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  touched integer;
BEGIN
  WITH fresh AS MATERIALIZED (
    SELECT
      e.post_id, p.author_id, sum(e.views) AS views, sum(e.viewers) AS viewers,
      sum(e.earning_views) AS earning_views, sum(e.watched_ms) AS watched_ms, sum(e.likes) AS likes,
      sum(e.unlikes) AS unlikes, sum(e.earning_likes) AS earning_likes, sum(e.comments) AS comments,
      sum(e.reposts) AS reposts
      FROM private.post_events(starts, ends) e JOIN public.posts p ON p.id = e.post_id
     GROUP BY e.post_id, p.author_id),
  gone AS (
    DELETE FROM private.post_analytics a
     WHERE a.day = of_day AND NOT EXISTS (SELECT FROM fresh f WHERE f.post_id = a.post_id) RETURNING 1),
  kept AS (
    INSERT INTO private.post_analytics AS a (
      post_id, day, author_id, views, viewers, earning_views, watched_ms, likes, unlikes, earning_likes,
      comments, reposts)
    SELECT
      f.post_id, of_day, f.author_id, f.views, f.viewers, f.earning_views, f.watched_ms, f.likes, f.unlikes,
      f.earning_likes, f.comments, f.reposts
      FROM fresh f ORDER BY f.post_id
    ON CONFLICT (post_id, day) DO UPDATE SET
      views = excluded.views, viewers = excluded.viewers, earning_views = excluded.earning_views,
      watched_ms = excluded.watched_ms, likes = excluded.likes, unlikes = excluded.unlikes,
      earning_likes = excluded.earning_likes, comments = excluded.comments, reposts = excluded.reposts
    WHERE (
      a.views, a.viewers, a.earning_views, a.watched_ms, a.likes, a.unlikes, a.earning_likes, a.comments,
      a.reposts) IS DISTINCT FROM (
      excluded.views, excluded.viewers, excluded.earning_views, excluded.watched_ms, excluded.likes,
      excluded.unlikes, excluded.earning_likes, excluded.comments, excluded.reposts)
    RETURNING 1)
  SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM kept) INTO touched;
  RETURN touched;
END $$;
REVOKE ALL ON FUNCTION private.roll_up_posts(date, timestamptz, timestamptz)
  FROM PUBLIC, anon, authenticated, service_role;
