-- What came to each person between two times, straight from the events; beside the roll-up, to hold it against.
CREATE OR REPLACE FUNCTION private.raw_person_figures(starts timestamptz, ends timestamptz)
RETURNS TABLE (id uuid, figures jsonb) LANGUAGE sql STABLE SET search_path = '' AS $$
  WITH v AS (
    SELECT l.author_id, count(p.id) AS views, count(DISTINCT coalesce(l.viewer_id, l.viewer_key)) AS viewers,
           count(p.id) FILTER (WHERE l.earns) AS earning_views, sum(l.watched_ms) FILTER (WHERE p.id IS NOT NULL) AS watched_ms
      FROM public.post_view_logs l LEFT JOIN public.posts p ON p.id = l.post_id
     WHERE l.seen_at >= starts AND l.seen_at < ends GROUP BY 1),
  k AS (
    SELECT p.author_id, count(*) FILTER (WHERE l.liked) AS likes, count(*) FILTER (WHERE NOT l.liked) AS unlikes,
           count(*) FILTER (WHERE l.earned) AS earning_likes
      FROM public.post_like_logs l JOIN public.posts p ON p.id = l.post_id
     WHERE l.created_at >= starts AND l.created_at < ends GROUP BY 1),
  c AS (
    SELECT p.author_id, count(*) AS comments FROM public.comments x JOIN public.posts p ON p.id = x.post_id
     WHERE x.created_at >= starts AND x.created_at < ends AND private.comment_stands(x) GROUP BY 1),
  r AS (
    SELECT p.author_id, count(*) AS reposts FROM public.reposts x JOIN public.posts p ON p.id = x.post_id
     WHERE x.created_at >= starts AND x.created_at < ends GROUP BY 1),
  f AS (
    SELECT x.following_id AS author_id, count(*) AS followers FROM public.followers x
     WHERE x.created_at >= starts AND x.created_at < ends GROUP BY 1)
  SELECT p.id, jsonb_build_object(
      'views', coalesce(v.views, 0), 'viewers', coalesce(v.viewers, 0), 'earning_views', coalesce(v.earning_views, 0),
      'watched_ms', coalesce(v.watched_ms, 0), 'likes', coalesce(k.likes, 0), 'unlikes', coalesce(k.unlikes, 0),
      'earning_likes', coalesce(k.earning_likes, 0), 'comments', coalesce(c.comments, 0), 'reposts', coalesce(r.reposts, 0),
      'followers', coalesce(f.followers, 0))
    FROM (SELECT v.author_id FROM v UNION SELECT k.author_id FROM k UNION SELECT c.author_id FROM c
          UNION SELECT r.author_id FROM r UNION SELECT f.author_id FROM f) e
    JOIN public.profiles p ON p.id = e.author_id
    LEFT JOIN v ON v.author_id = p.id LEFT JOIN k ON k.author_id = p.id LEFT JOIN c ON c.author_id = p.id
    LEFT JOIN r ON r.author_id = p.id LEFT JOIN f ON f.author_id = p.id
$$;
REVOKE ALL ON FUNCTION private.raw_person_figures(timestamptz, timestamptz) FROM PUBLIC, anon, authenticated, service_role;
