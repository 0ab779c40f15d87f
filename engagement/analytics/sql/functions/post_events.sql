-- What came to posts between two times, one row a post and kind of event. The one place that knows where each measure
-- of analytics is counted from. Comments and reposts are those that stand when they are counted.
-- inline: read once a roll-up, by the indexes on time.
CREATE OR REPLACE FUNCTION private.post_events(starts timestamptz, ends timestamptz)
RETURNS TABLE (post_id uuid, views bigint, viewers bigint, earning_views bigint, watched_ms bigint,
               likes bigint, unlikes bigint, earning_likes bigint, comments bigint, reposts bigint)
LANGUAGE sql STABLE AS $$
  SELECT l.post_id, count(*), count(DISTINCT coalesce(l.viewer_id, l.viewer_key)), count(*) FILTER (WHERE l.earns),
         coalesce(sum(l.watched_ms), 0)::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint
    FROM public.post_view_logs l WHERE l.seen_at >= starts AND l.seen_at < ends GROUP BY l.post_id
  UNION ALL
  SELECT k.post_id, 0, 0, 0, 0, count(*) FILTER (WHERE k.liked), count(*) FILTER (WHERE NOT k.liked),
         count(*) FILTER (WHERE k.earned), 0, 0
    FROM public.post_like_logs k WHERE k.created_at >= starts AND k.created_at < ends GROUP BY k.post_id
  UNION ALL
  SELECT c.post_id, 0, 0, 0, 0, 0, 0, 0, count(*), 0
    FROM public.comments c
   WHERE c.created_at >= starts AND c.created_at < ends AND c.deleted_at IS NULL AND c.hidden_at IS NULL
     AND c.hidden_by_author_at IS NULL
   GROUP BY c.post_id
  UNION ALL
  SELECT r.post_id, 0, 0, 0, 0, 0, 0, 0, 0, count(*)
    FROM public.reposts r WHERE r.created_at >= starts AND r.created_at < ends GROUP BY r.post_id
$$;
REVOKE ALL ON FUNCTION private.post_events(timestamptz, timestamptz) FROM PUBLIC, anon, authenticated, service_role;
