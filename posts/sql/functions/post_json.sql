-- One post as api.md's Post; `p` the post, `a` its author, `n` its counters, `r` who reposted it, if anyone, and when.
-- inline: built for every row of every list.
CREATE OR REPLACE FUNCTION private.post_json(
  viewer uuid, p public.posts, a public.profiles, n private.post_counters, r public.profiles, reposted_at timestamptz,
  liked boolean, reposted boolean, viewed boolean) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT json_build_object(
    'id', p.id, 'author', private.user_summary(a), 'type', p.type, 'content', p.content,
    'media', CASE WHEN p.type = 'text' THEN '[]'::json ELSE private.post_media(p.id) END,
    'audience', p.audience,
    'mentions', CASE WHEN p.has_mentions THEN private.post_mentions(viewer, p.id) ELSE '[]'::json END,
    'hashtags', p.hashtags,
    'like_count', n.like_count, 'comment_count', n.comment_count, 'repost_count', n.repost_count,
    'view_count', n.view_count,
    'viewer', json_build_object('liked', liked, 'reposted', reposted, 'viewed', viewed),
    'reposted_by', CASE WHEN reposted_at IS NOT NULL
      THEN json_build_object('user', private.user_summary(r), 'created_at', private.iso(reposted_at)) END,
    'sponsored', NULL,
    'created_at', private.iso(p.created_at), 'edited_at', private.iso(p.edited_at))
$$;
REVOKE ALL ON FUNCTION private.post_json(
  uuid, public.posts, public.profiles, private.post_counters, public.profiles, timestamptz, boolean, boolean, boolean)
  FROM PUBLIC, anon, authenticated, service_role;
