-- A creator's figures of the last days (GET /analytics/overview): {as_of, final, from, to, totals, series, top_posts}, a day
-- of the series for each UTC day. `as_of` is when the newest day was counted, null before the first roll-up.
-- definer: reads figures in private.
CREATE OR REPLACE FUNCTION public.get_analytics_overview(viewer uuid, days integer DEFAULT 28, OUT body json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  today date := (private.clock() AT TIME ZONE 'UTC')::date;
  first date := today - (least(greatest(days, 1), 365) - 1);
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT json_build_object(
      'as_of', private.iso(max(d.as_of)), 'final', coalesce(bool_and(coalesce(d.is_final, false)), false),
      'from', first, 'to', today,
      'totals', json_build_object(
        'views', coalesce(sum(u.views), 0), 'earning_views', coalesce(sum(u.earning_views), 0),
        'watched_ms', coalesce(sum(u.watched_ms), 0), 'likes', coalesce(sum(u.likes), 0),
        'unlikes', coalesce(sum(u.unlikes), 0), 'earning_likes', coalesce(sum(u.earning_likes), 0),
        'comments', coalesce(sum(u.comments), 0), 'reposts', coalesce(sum(u.reposts), 0),
        'followers', coalesce(sum(u.followers), 0)),
      'series', json_agg(json_build_object(
        'day', n.day, 'final', coalesce(d.is_final, false), 'views', coalesce(u.views, 0),
        'viewers', coalesce(u.viewers, 0), 'earning_views', coalesce(u.earning_views, 0),
        'watched_ms', coalesce(u.watched_ms, 0), 'likes', coalesce(u.likes, 0),
        'unlikes', coalesce(u.unlikes, 0), 'earning_likes', coalesce(u.earning_likes, 0),
        'comments', coalesce(u.comments, 0), 'reposts', coalesce(u.reposts, 0),
        'followers', coalesce(u.followers, 0)) ORDER BY n.day),
      'top_posts', (
        SELECT coalesce(json_agg(json_build_object('post_id', t.post_id, 'views', t.views) ORDER BY t.views DESC, t.post_id),
                        '[]')
          FROM (SELECT s.post_id, s.views
                  FROM (SELECT a.post_id, sum(a.views) AS views FROM private.post_analytics a
                         WHERE a.author_id = viewer AND a.day BETWEEN first AND today AND a.views > 0
                         GROUP BY a.post_id ORDER BY sum(a.views) DESC, a.post_id) s  -- so that few posts are looked up
                 WHERE (SELECT p.deleted_at IS NULL FROM public.posts p WHERE p.id = s.post_id)
                 ORDER BY s.views DESC, s.post_id LIMIT 5) t))
    INTO body
    FROM (SELECT g::date AS day FROM generate_series(first::timestamp, today, '1 day') g) n
    LEFT JOIN private.analytics_days d ON d.day = n.day
    LEFT JOIN public.user_analytics u ON u.user_id = viewer AND u.day = n.day;
END $$;
REVOKE ALL ON FUNCTION public.get_analytics_overview(uuid, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_analytics_overview(uuid, integer) TO authenticated;
