-- The figures of one's own post in the last days (GET /analytics/posts/{id}): {post_id, as_of, final, from, to, totals,
-- series}, from the day it was made at the earliest. Refuses 404 for what the viewer may not see, 403 not_author.
-- definer: reads figures in private.
CREATE OR REPLACE FUNCTION public.get_post_analytics(viewer uuid, post uuid, days integer DEFAULT 28, OUT body json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  own public.posts;
  today date := (private.clock() AT TIME ZONE 'UTC')::date;
  first date;
BEGIN
  PERFORM public.require_actor(viewer);
  own := private.require_post(viewer, post);
  IF own.author_id <> viewer THEN
    PERFORM public.refuse(403, 'not_author', 'Only its author sees the figures of a post.');
  END IF;
  first := least(today, greatest(today - (least(greatest(days, 1), 365) - 1), date(own.created_at AT TIME ZONE 'UTC')));
  SELECT json_build_object(
      'post_id', post, 'as_of', private.iso(max(d.as_of)), 'final', coalesce(bool_and(coalesce(d.is_final, false)), false),
      'from', first, 'to', today,
      'totals', json_build_object(
        'views', coalesce(sum(a.views), 0), 'earning_views', coalesce(sum(a.earning_views), 0),
        'watched_ms', coalesce(sum(a.watched_ms), 0), 'likes', coalesce(sum(a.likes), 0),
        'unlikes', coalesce(sum(a.unlikes), 0), 'earning_likes', coalesce(sum(a.earning_likes), 0),
        'comments', coalesce(sum(a.comments), 0), 'reposts', coalesce(sum(a.reposts), 0)),
      'series', json_agg(json_build_object(
        'day', n.day, 'final', coalesce(d.is_final, false), 'views', coalesce(a.views, 0),
        'viewers', coalesce(a.viewers, 0), 'earning_views', coalesce(a.earning_views, 0),
        'watched_ms', coalesce(a.watched_ms, 0), 'likes', coalesce(a.likes, 0),
        'unlikes', coalesce(a.unlikes, 0), 'earning_likes', coalesce(a.earning_likes, 0),
        'comments', coalesce(a.comments, 0), 'reposts', coalesce(a.reposts, 0)) ORDER BY n.day))
    INTO body
    FROM (SELECT g::date AS day FROM generate_series(first::timestamp, today, '1 day') g) n
    LEFT JOIN private.analytics_days d ON d.day = n.day
    LEFT JOIN private.post_analytics a ON a.post_id = post AND a.day = n.day;
END $$;
REVOKE ALL ON FUNCTION public.get_post_analytics(uuid, uuid, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_post_analytics(uuid, uuid, integer) TO authenticated;
