-- The plan, loaded in sets into tables whose triggers are silent (topin/demo/bulk.py): what a trigger would make of each
-- row is made here of all rows at once. In the order of the primary keys, which makes their indexes cheap.
INSERT INTO auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token,
  recovery_token, email_change, email_change_token_new, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
SELECT '00000000-0000-0000-0000-000000000000', p.id, 'authenticated', 'authenticated', p.handle || '@demo.topin.example',
  s.password_hash, p.joined, '', '', '', '', '{"provider": "email", "providers": ["email"]}',
  jsonb_build_object('sub', p.id, 'email', p.handle || '@demo.topin.example', 'email_verified', true, 'phone_verified', false,
    'user_handle', p.handle, 'display_name', p.display_name), p.joined, p.joined
FROM person p, pg_temp.size s ORDER BY p.id;
INSERT INTO auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
SELECT p.id::text, p.id, jsonb_build_object('sub', p.id, 'email', p.handle || '@demo.topin.example', 'email_verified', true,
  'phone_verified', false), 'email', p.joined, p.joined, p.joined FROM person p ORDER BY p.id;
INSERT INTO public.profiles (id, user_handle, display_name, bio, is_verified, profile_visibility, created_at)
SELECT p.id, p.handle, p.display_name, p.bio, p.verified, p.visibility, p.joined FROM person p ORDER BY p.id;
INSERT INTO public.user_settings (user_id) SELECT p.id FROM person p ORDER BY p.id;

INSERT INTO public.followers (follower_id, following_id, is_mutual, created_at)
SELECT a.id, b.id, r.follower IS NOT NULL, pg_temp.met(a.joined, b.joined, e.follower * 100003::bigint + e.followed)
FROM edge e JOIN person a ON a.rank = e.follower JOIN person b ON b.rank = e.followed
LEFT JOIN edge r ON r.follower = e.followed AND r.followed = e.follower ORDER BY a.id, b.id;
INSERT INTO public.blocked_users (blocker_id, blocked_id)
SELECT a.id, b.id FROM block x JOIN person a ON a.rank = x.blocker JOIN person b ON b.rank = x.blocked ORDER BY a.id, b.id;

INSERT INTO public.posts (id, author_id, type, content, audience, hashtags, has_mentions, created_at)
SELECT p.seed_id, p.author_id, 'text', p.content, p.audience, CASE WHEN p.hashtag IS NULL THEN '{}' ELSE ARRAY[p.hashtag] END,
  p.mentions IS NOT NULL, p.created_at FROM post p ORDER BY p.seed_id;
INSERT INTO public.post_mentions (post_id, user_id, position)
SELECT p.seed_id, m.id, 1 FROM post p JOIN person m ON m.rank = p.mentions ORDER BY p.seed_id;
INSERT INTO public.reposts (post_id, user_id, created_at)
SELECT p.seed_id, a.id, r.created_at FROM repost r JOIN post p ON p.n = r.post JOIN person a ON a.rank = r.actor
ORDER BY p.seed_id, a.id;
INSERT INTO private.feed_entries (created_at, post_id, actor_id, audience)
SELECT e.* FROM (
  SELECT p.created_at, p.seed_id AS post_id, p.author_id, p.audience FROM post p
  UNION ALL SELECT r.created_at, p.seed_id, a.id, 'public'
  FROM repost r JOIN post p ON p.n = r.post JOIN person a ON a.rank = r.actor) e ORDER BY e.post_id, e.created_at;

-- Few texts are the only one of their wording.
CREATE TEMP TABLE wording AS
SELECT d.content, private.post_terms(d.content, CASE WHEN d.hashtag IS NULL THEN '{}' ELSE ARRAY[d.hashtag] END) AS terms
FROM (SELECT DISTINCT content, hashtag FROM post) d;
ANALYZE wording;
SELECT private.cut_stretches();
INSERT INTO private.post_words (post_id, author_id, audience, created_at, stretch, words)
SELECT p.seed_id, p.author_id, p.audience, p.created_at,
  width_bucket(p.created_at, ARRAY(SELECT s.starts_at FROM private.post_stretches s ORDER BY s.starts_at)), w.terms
FROM post p JOIN wording w USING (content) WHERE p.audience <> 'private' ORDER BY p.seed_id;
SELECT private.mark_stretches('0', 1000000);

INSERT INTO public.likes (post_id, user_id, created_at)
SELECT p.seed_id, a.id, l.created_at FROM liking l JOIN post p ON p.n = l.post JOIN person a ON a.rank = l.actor ORDER BY p.seed_id, a.id;
INSERT INTO private.earned_like (post_id, user_id, created_at)
SELECT p.seed_id, a.id, l.created_at FROM liking l JOIN post p ON p.n = l.post JOIN person a ON a.rank = l.actor ORDER BY p.seed_id, a.id;
INSERT INTO public.post_views (post_id, viewer_key, day, created_at)
SELECT p.seed_id, a.id, v.day, v.created_at FROM viewing v JOIN post p ON p.n = v.post JOIN person a ON a.rank = v.actor
ORDER BY p.seed_id, a.id, v.day;
INSERT INTO public.comments (id, post_id, parent_id, author_id, content, replied, created_at)
SELECT r.seed_id, p.seed_id, q.seed_id, a.id, r.content, w.total IS NOT NULL, r.created_at
FROM remark r JOIN post p ON p.n = r.post JOIN person a ON a.rank = r.actor LEFT JOIN remark q ON q.k = r.parent
LEFT JOIN (SELECT parent, count(*) AS total FROM remark GROUP BY 1) w ON w.parent = r.k ORDER BY r.seed_id;
INSERT INTO private.comment_counters (comment_id, thread_id, reply_count)
SELECT c.id, c.thread_id, coalesce(w.total, 0) FROM remark r JOIN public.comments c ON c.id = r.seed_id
LEFT JOIN (SELECT parent, count(*) AS total FROM remark GROUP BY 1) w ON w.parent = r.k ORDER BY c.id;
-- The logs, of the months that the jobs still count: this one and the one before.
SELECT private.make_partition(l.name::regclass, (date_trunc('month', s.moment) - m.back)::date)
FROM pg_temp.size s, (VALUES ('public.post_like_logs'), ('public.post_view_logs')) l (name),
  (VALUES (interval '0'), (interval '1 month')) m (back);
INSERT INTO public.post_like_logs (post_id, author_id, user_id, liked, earned, created_at)
SELECT p.seed_id, p.author_id, a.id, true, true, l.created_at FROM pg_temp.size s, liking l JOIN post p ON p.n = l.post
JOIN person a ON a.rank = l.actor WHERE l.created_at >= date_trunc('month', s.moment) - interval '1 month' ORDER BY l.created_at;
INSERT INTO public.post_view_logs (post_id, author_id, viewer_id, is_own, earns, seen_at)
SELECT p.seed_id, p.author_id, a.id, false, true, v.created_at FROM pg_temp.size s, viewing v JOIN post p ON p.n = v.post
JOIN person a ON a.rank = v.actor WHERE v.created_at >= date_trunc('month', s.moment) - interval '1 month' ORDER BY v.created_at;

INSERT INTO private.post_counters (post_id, like_count, comment_count, repost_count, reposted, view_count)
SELECT p.seed_id, coalesce(l.total, 0), coalesce(c.total, 0), coalesce(r.total, 0), r.total IS NOT NULL,
  coalesce(v.total, 0) FROM post p
LEFT JOIN (SELECT post, count(*) AS total FROM liking GROUP BY post) l ON l.post = p.n
LEFT JOIN (SELECT post, count(*) AS total FROM remark GROUP BY post) c ON c.post = p.n
LEFT JOIN (SELECT post, count(*) AS total FROM repost GROUP BY post) r ON r.post = p.n
LEFT JOIN (SELECT post, count(*) AS total FROM viewing GROUP BY post) v ON v.post = p.n ORDER BY p.seed_id;
INSERT INTO private.profile_stats (user_id, followers_count, following_count, posts_public, posts_followers, posts_mutuals, posts_own)
SELECT p.id, coalesce(f.total, 0), coalesce(g.total, 0), coalesce(t.public, 0), coalesce(t.followers, 0), coalesce(t.mutuals, 0),
  coalesce(t.own, 0)
FROM person p
LEFT JOIN (SELECT followed AS rank, count(*) AS total FROM edge GROUP BY 1) f USING (rank)
LEFT JOIN (SELECT follower AS rank, count(*) AS total FROM edge GROUP BY 1) g USING (rank)
LEFT JOIN (SELECT author AS rank, count(*) FILTER (WHERE audience = 'public') AS public,
    count(*) FILTER (WHERE audience = 'followers') AS followers, count(*) FILTER (WHERE audience = 'mutuals') AS mutuals,
    count(*) FILTER (WHERE audience = 'private') AS own FROM post GROUP BY 1) t USING (rank)
ORDER BY p.id;
INSERT INTO private.person_terms (user_id, term, popularity)
SELECT DISTINCT w.id, w.word, w.popularity FROM (
  SELECT p.id, floor(log(2, 1 + s.followers_count))::smallint AS popularity,
    unnest(ARRAY[p.handle] || regexp_split_to_array(p.handle, '[_.]+') || n.words) AS word
  FROM person p JOIN private.profile_stats s ON s.user_id = p.id
  JOIN (SELECT d.display_name, private.search_words(d.display_name) AS words
    FROM (SELECT DISTINCT display_name FROM person OFFSET 0) d OFFSET 0) n USING (display_name)) w
WHERE w.word <> '' ORDER BY w.id, w.word;
