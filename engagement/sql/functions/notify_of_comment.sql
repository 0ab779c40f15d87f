-- Tells who is concerned by a comment, each once: those it mentions, then the author of what it answers and of the post
-- (`authors`); none who may not see the post.
CREATE OR REPLACE FUNCTION private.notify_of_comment(c public.comments, mentioned uuid[], authors uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  PERFORM private.notify(w.id, c.author_id, CASE WHEN w.id = ANY (mentioned) THEN 'mention' ELSE 'comment' END,
                         CASE WHEN w.id = ANY (mentioned) THEN 'comment' ELSE 'post' END,
                         CASE WHEN w.id = ANY (mentioned) THEN c.id ELSE c.post_id END, c.id)
    FROM (SELECT DISTINCT u.id FROM unnest(mentioned || authors) AS u (id)) w
   WHERE private.can_see_post(w.id, c.post_id);
END $$;
REVOKE ALL ON FUNCTION private.notify_of_comment(public.comments, uuid[], uuid[]) FROM PUBLIC, anon, authenticated, service_role;
