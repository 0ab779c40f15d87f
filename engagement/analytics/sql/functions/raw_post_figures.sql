-- What came to each post between two times, straight from the events; beside the roll-up, to hold it against.
CREATE OR REPLACE FUNCTION private.raw_post_figures(starts timestamptz, ends timestamptz)
RETURNS TABLE (id uuid, figures jsonb) LANGUAGE sql STABLE SET search_path = '' AS $$
  WITH v AS (
    SELECT l.post_id, count(*) AS views, count(DISTINCT coalesce(l.viewer_id, l.viewer_key)) AS viewers,
           count(*) FILTER (WHERE l.earns) AS earning_views, sum(l.watched_ms) AS watched_ms
      FROM public.post_view_logs l WHERE l.seen_at >= starts AND l.seen_at < ends GROUP BY 1),
  k AS (
    SELECT l.post_id, count(*) FILTER (WHERE l.liked) AS likes, count(*) FILTER (WHERE NOT l.liked) AS unlikes,
           count(*) FILTER (WHERE l.earned) AS earning_likes
      FROM public.post_like_logs l WHERE l.created_at >= starts AND l.created_at < ends GROUP BY 1),
  c AS (
    SELECT x.post_id, count(*) AS comments FROM public.comments x
     WHERE x.created_at >= starts AND x.created_at < ends AND private.comment_stands(x) GROUP BY 1),
  r AS (
    SELECT x.post_id, count(*) AS reposts FROM public.reposts x
     WHERE x.created_at >= starts AND x.created_at < ends GROUP BY 1)
  SELECT p.id, jsonb_build_object(
      'views', coalesce(v.views, 0), 'viewers', coalesce(v.viewers, 0), 'earning_views', coalesce(v.earning_views, 0),
      'watched_ms', coalesce(v.watched_ms, 0), 'likes', coalesce(k.likes, 0), 'unlikes', coalesce(k.unlikes, 0),
      'earning_likes', coalesce(k.earning_likes, 0), 'comments', coalesce(c.comments, 0), 'reposts', coalesce(r.reposts, 0))
    FROM (SELECT v.post_id FROM v UNION SELECT k.post_id FROM k UNION SELECT c.post_id FROM c UNION SELECT r.post_id FROM r) e
    JOIN public.posts p ON p.id = e.post_id
    LEFT JOIN v ON v.post_id = p.id LEFT JOIN k ON k.post_id = p.id
    LEFT JOIN c ON c.post_id = p.id LEFT JOIN r ON r.post_id = p.id
$$;
REVOKE ALL ON FUNCTION private.raw_post_figures(timestamptz, timestamptz) FROM PUBLIC, anon, authenticated, service_role;
