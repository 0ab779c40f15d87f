-- The posts (of `chosen`, or all) whose counters are not what their rows say, with both; what is appended and not folded yet
-- is taken off first. Views are not among them: their log is kept for a time only.
CREATE OR REPLACE FUNCTION private.drifted_posts(chosen uuid[] DEFAULT NULL)
RETURNS TABLE (id uuid, stored jsonb, counted jsonb) LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN QUERY
  SELECT w.post_id,
         jsonb_build_object('like_count', w.like_count, 'comment_count', w.comment_count, 'repost_count', w.repost_count),
         jsonb_build_object('like_count', w.likes, 'comment_count', w.comments, 'repost_count', w.reposts)
    FROM (SELECT n.*, coalesce(l.total, 0) - coalesce(s.likes, 0) AS likes,
                 coalesce(c.total, 0) - coalesce(s.replies, 0) AS comments, coalesce(r.total, 0) - coalesce(s.reposts, 0) AS reposts
            FROM private.post_counters n
            LEFT JOIN (SELECT x.post_id, count(*) AS total FROM public.likes x GROUP BY 1) l ON l.post_id = n.post_id
            LEFT JOIN (SELECT x.post_id, count(*) AS total FROM public.comments x
                        WHERE private.comment_stands(x) GROUP BY 1) c ON c.post_id = n.post_id
            LEFT JOIN (SELECT x.post_id, count(*) AS total FROM public.reposts x GROUP BY 1) r ON r.post_id = n.post_id
            LEFT JOIN (SELECT x.target_id, sum(x.likes)::bigint AS likes, sum(x.replies)::bigint AS replies,
                                sum(x.reposts)::bigint AS reposts
                         FROM private.counter_step x GROUP BY 1) s ON s.target_id = n.post_id
           WHERE chosen IS NULL OR n.post_id = ANY (chosen)) w
   WHERE (w.like_count, w.comment_count, w.repost_count) <> (w.likes, w.comments, w.reposts);
END $$;
REVOKE ALL ON FUNCTION private.drifted_posts(uuid[]) FROM PUBLIC, anon, authenticated, service_role;
