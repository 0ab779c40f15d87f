-- Makes a post's feed entries what they should be for its state: none when it is deleted or hidden, its author's
-- alone when it is not public, else the author's and every reposter's. An audience is never widened by a repost.
CREATE OR REPLACE FUNCTION private.sync_feed_entries(post uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  DELETE FROM private.feed_entries e WHERE e.post_id = post;
  INSERT INTO private.feed_entries (created_at, post_id, actor_id, audience)
  SELECT p.created_at, p.id, p.author_id, p.audience FROM public.posts p
   WHERE p.id = post AND p.deleted_at IS NULL AND p.hidden_at IS NULL
  UNION ALL
  SELECT r.created_at, p.id, r.user_id, 'public' FROM public.posts p JOIN public.reposts r ON r.post_id = p.id
   WHERE p.id = post AND p.deleted_at IS NULL AND p.hidden_at IS NULL AND p.audience = 'public';
END $$;
REVOKE ALL ON FUNCTION private.sync_feed_entries(uuid) FROM PUBLIC, anon, authenticated, service_role;
