-- Job: add what was appended for posts and comments to their counters, looking at `most` rows at a time; returns how
-- many it folded. Counters that another transaction holds are left for the next time: it waits for nobody, so it is no
-- party to a deadlock, and it is safe at any time and beside itself. What belongs to nothing any more is dropped.
-- definer: counters belong to nobody else.
CREATE OR REPLACE FUNCTION private.fold_counters(most integer DEFAULT 5000) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  targets uuid[] := ARRAY(SELECT DISTINCT s.target_id FROM (
    SELECT x.target_id FROM private.counter_step x LIMIT most) s);
  held uuid[];
  folded integer;
BEGIN
  held := ARRAY(SELECT n.post_id FROM private.post_counters n
                 WHERE n.post_id = ANY (targets) ORDER BY n.post_id FOR NO KEY UPDATE SKIP LOCKED)
       || ARRAY(SELECT n.comment_id FROM private.comment_counters n
                 WHERE n.comment_id = ANY (targets) ORDER BY n.comment_id FOR NO KEY UPDATE SKIP LOCKED)
       || ARRAY(SELECT t.id FROM unnest(targets) t (id)
                 WHERE NOT EXISTS (SELECT FROM private.post_counters n WHERE n.post_id = t.id)
                   AND NOT EXISTS (SELECT FROM private.comment_counters n WHERE n.comment_id = t.id));
  WITH taken AS (DELETE FROM private.counter_step s WHERE s.target_id = ANY (held) RETURNING s.*),
  sums AS (SELECT t.target_id, sum(t.likes) AS likes, sum(t.replies) AS replies, sum(t.reposts) AS reposts,
                  count(*) AS rows FROM taken t GROUP BY 1),
  of_posts AS (
    UPDATE private.post_counters n SET like_count = n.like_count + s.likes, comment_count = n.comment_count + s.replies,
                                       repost_count = n.repost_count + s.reposts
      FROM sums s WHERE n.post_id = s.target_id AND (s.likes <> 0 OR s.replies <> 0 OR s.reposts <> 0)),
  of_comments AS (
    UPDATE private.comment_counters n SET like_count = n.like_count + s.likes, reply_count = n.reply_count + s.replies
      FROM sums s WHERE n.comment_id = s.target_id AND (s.likes <> 0 OR s.replies <> 0))
  SELECT coalesce(sum(s.rows), 0) INTO folded FROM sums s;
  RETURN folded;
END $$;
REVOKE ALL ON FUNCTION private.fold_counters(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.fold_counters(integer) TO topin_worker;
