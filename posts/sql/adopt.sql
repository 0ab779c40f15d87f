-- For posts that were there before the adoption: what private.posts_added and private.reposts_added bring with new
-- ones, and their hashtags.
INSERT INTO private.post_counters (post_id) SELECT p.id FROM public.posts p ON CONFLICT DO NOTHING;
UPDATE private.post_counters n SET repost_count = c.total, reposted = true
  FROM (SELECT r.post_id, count(*) AS total FROM public.reposts r GROUP BY r.post_id) c WHERE c.post_id = n.post_id;
UPDATE private.post_counters n SET view_count = greatest(n.view_count, c.total)
  FROM (SELECT v.post_id, count(*) AS total FROM public.post_views v GROUP BY v.post_id) c WHERE c.post_id = n.post_id;
INSERT INTO private.feed_entries (created_at, post_id, actor_id, audience)
SELECT p.created_at, p.id, p.author_id, p.audience FROM public.posts p
 WHERE p.deleted_at IS NULL AND p.hidden_at IS NULL
UNION ALL
SELECT r.created_at, p.id, r.user_id, 'public' FROM public.reposts r JOIN public.posts p ON p.id = r.post_id
 WHERE p.deleted_at IS NULL AND p.hidden_at IS NULL AND p.audience = 'public'
ON CONFLICT DO NOTHING;
UPDATE public.posts p SET hashtags = private.hashtags_of(p.content) WHERE p.hashtags = '{}' AND strpos(p.content, '#') > 0;
SELECT private.cut_stretches();
SELECT private.index_posts(ARRAY(SELECT p.id FROM public.posts p));
SELECT private.mark_stretches('0', 1000000);
UPDATE private.profile_stats s SET (posts_public, posts_followers, posts_mutuals, posts_own) = (
  SELECT count(*) FILTER (WHERE private.post_shown_to(p) = 'public'),
         count(*) FILTER (WHERE private.post_shown_to(p) = 'followers'),
         count(*) FILTER (WHERE private.post_shown_to(p) = 'mutuals'),
         count(*) FILTER (WHERE private.post_shown_to(p) = 'own')
    FROM public.posts p WHERE p.author_id = s.user_id);
