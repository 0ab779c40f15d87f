-- One comment as the API's Comment; `c` the comment, `a` its author, `n` its counters. One that cannot be read (any more)
-- is a tombstone: `deleted`, without author, words and likes.
-- inline: built for every row of every list.
CREATE OR REPLACE FUNCTION private.comment_json(
  viewer uuid, c public.comments, a public.profiles, n private.comment_counters, readable boolean) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT json_build_object(
    'id', c.id, 'post_id', c.post_id, 'parent_id', c.parent_id,
    'author', CASE WHEN readable THEN private.user_summary(a) END,
    'content', CASE WHEN readable THEN c.content ELSE '' END,
    'mentions', CASE WHEN readable AND c.has_mentions THEN private.comment_mentions_json(viewer, c.id) ELSE '[]'::json END,
    'like_count', CASE WHEN readable THEN n.like_count ELSE 0 END,
    'reply_count', n.reply_count,
    'viewer', json_build_object('liked', readable AND private.has_liked_comment(viewer, c.id)),
    'deleted', NOT readable, 'hidden_by_author', readable AND c.hidden_by_author_at IS NOT NULL,
    'created_at', private.iso(c.created_at), 'edited_at', CASE WHEN readable THEN private.iso(c.edited_at) END)
$$;
REVOKE ALL ON FUNCTION private.comment_json(uuid, public.comments, public.profiles, private.comment_counters, boolean)
  FROM PUBLIC, anon, authenticated, service_role;
