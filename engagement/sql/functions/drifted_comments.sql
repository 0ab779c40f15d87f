-- The same for comments.
CREATE OR REPLACE FUNCTION private.drifted_comments(chosen uuid[] DEFAULT NULL)
RETURNS TABLE (id uuid, stored jsonb, counted jsonb) LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN QUERY
  SELECT w.comment_id, jsonb_build_object('like_count', w.like_count, 'reply_count', w.reply_count),
         jsonb_build_object('like_count', w.likes, 'reply_count', w.replies)
    FROM (SELECT n.*, coalesce(l.total, 0) - coalesce(s.likes, 0) AS likes,
                 coalesce(c.total, 0) - coalesce(s.replies, 0) AS replies
            FROM private.comment_counters n
            LEFT JOIN (SELECT x.comment_id, count(*) AS total FROM public.comment_likes x GROUP BY 1) l
                   ON l.comment_id = n.comment_id
            LEFT JOIN (SELECT x.parent_id, count(*) AS total FROM public.comments x
                        WHERE x.parent_id IS NOT NULL AND private.comment_stands(x) GROUP BY 1) c
                   ON c.parent_id = n.comment_id
            LEFT JOIN (SELECT x.target_id, sum(x.likes)::bigint AS likes, sum(x.replies)::bigint AS replies
                         FROM private.counter_step x GROUP BY 1) s ON s.target_id = n.comment_id
           WHERE chosen IS NULL OR n.comment_id = ANY (chosen)) w
   WHERE (w.like_count, w.reply_count) <> (w.likes, w.replies);
END $$;
REVOKE ALL ON FUNCTION private.drifted_comments(uuid[]) FROM PUBLIC, anon, authenticated, service_role;
