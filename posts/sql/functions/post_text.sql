-- One post as the API's Post, as JSON text; `p` the post, `a` its author, `n` its counters, `r` who reposted it, if
-- anyone, and when. Text, not json: put together by concat it costs half of json_build_object, and a cast to json would
-- read all of it once more. Every free text in it goes through to_json.
-- inline: built for every row of every list.
CREATE OR REPLACE FUNCTION private.post_text(
  viewer uuid, p public.posts, a public.profiles, n private.post_counters, r public.profiles, reposted_at timestamptz,
  liked boolean, reposted boolean, viewed boolean, bookmarked boolean) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT concat(
    '{"id":"', p.id, '","author":', private.summary_text(a), ',"type":"', p.type, '","content":', coalesce(to_json(p.content)::text, 'null'),
    ',"media":', CASE WHEN p.type = 'text' THEN '[]' ELSE private.post_media(p.id)::text END,
    ',"audience":"', p.audience, '","comments_from":"', p.comments_from,
    '","mentions":', CASE WHEN p.has_mentions THEN private.post_mentions(viewer, p.id)::text ELSE '[]' END,
    ',"hashtags":', CASE WHEN p.hashtags <> '{}' THEN array_to_json(p.hashtags)::text ELSE '[]' END,
    ',"like_count":', n.like_count, ',"comment_count":', n.comment_count, ',"repost_count":', n.repost_count,
    ',"view_count":', n.view_count,
    ',"viewer":{"liked":', CASE WHEN liked THEN 'true' ELSE 'false' END,
    ',"reposted":', CASE WHEN reposted THEN 'true' ELSE 'false' END,
    ',"viewed":', CASE WHEN viewed THEN 'true' ELSE 'false' END,
    ',"bookmarked":', CASE WHEN bookmarked THEN 'true' ELSE 'false' END,
    ',"can_comment":', CASE WHEN viewer IS NULL THEN 'false' WHEN p.comments_from = 'everyone' THEN 'true'
      WHEN private.may_comment(viewer, p.id, p.author_id, p.comments_from) THEN 'true' ELSE 'false' END,
    '},"reposted_by":', CASE WHEN reposted_at IS NULL THEN 'null'
      ELSE concat('{"user":', private.summary_text(r), ',"created_at":"', private.iso(reposted_at), '"}') END,
    ',"sponsored":null,"created_at":"', private.iso(p.created_at),
    '","edited_at":', CASE WHEN p.edited_at IS NULL THEN 'null' ELSE concat('"', private.iso(p.edited_at), '"') END, '}')
$$;
REVOKE ALL ON FUNCTION private.post_text(
  uuid, public.posts, public.profiles, private.post_counters, public.profiles, timestamptz, boolean, boolean, boolean,
  boolean)
  FROM PUBLIC, anon, authenticated, service_role;
