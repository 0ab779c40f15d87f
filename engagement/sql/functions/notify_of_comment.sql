-- Tells who is concerned by a comment, each once: those it mentions, and the author of what it answers and of the post
-- (`authors`); none who may not see the post, and nobody while it is hidden. Authors who want to hear of no mentions hear of the comment.
CREATE OR REPLACE FUNCTION private.notify_of_comment(c public.comments, mentioned uuid[], authors uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  PERFORM private.notify(w.id, c.author_id, CASE WHEN w.as_mention THEN 'mention' ELSE 'comment' END,
                         CASE WHEN w.as_mention THEN 'comment' ELSE 'post' END,
                         CASE WHEN w.as_mention THEN c.id ELSE c.post_id END, c.id)
    FROM (SELECT u.id, u.id = ANY (mentioned) AND (u.id <> ALL (authors) OR private.wants_notice(u.id, 'mention')) AS as_mention
            FROM (SELECT DISTINCT unnest(mentioned || authors)) AS u (id)) w
   WHERE private.comment_stands(c) AND private.can_see_post(w.id, c.post_id);
END $$;
REVOKE ALL ON FUNCTION private.notify_of_comment(public.comments, uuid[], uuid[]) FROM PUBLIC, anon, authenticated, service_role;
