-- For posts that were there before the adoption: what private.posts_added brings with a new one.
INSERT INTO private.post_counters (post_id) SELECT p.id FROM public.posts p ON CONFLICT DO NOTHING;
INSERT INTO private.feed_entries (created_at, post_id, actor_id, audience)
SELECT p.created_at, p.id, p.author_id, p.audience FROM public.posts p
 WHERE p.deleted_at IS NULL AND p.hidden_at IS NULL ON CONFLICT DO NOTHING;
UPDATE private.profile_stats s
   SET posts_count = (SELECT count(*) FROM public.posts p WHERE p.author_id = s.user_id AND private.is_counted(p));
