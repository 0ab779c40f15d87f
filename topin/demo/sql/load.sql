-- The plan, loaded in sets: for sizes where asking the doors one by one would take hours. The triggers of each table
-- do what they do for one row.
INSERT INTO auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token,
  recovery_token, email_change, email_change_token_new, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
SELECT '00000000-0000-0000-0000-000000000000', p.id, 'authenticated', 'authenticated', p.handle || '@demo.topin.example',
  s.password_hash, p.joined, '', '', '', '', '{"provider": "email", "providers": ["email"]}',
  jsonb_build_object('sub', p.id, 'email', p.handle || '@demo.topin.example', 'email_verified', true, 'phone_verified', false,
    'user_handle', p.handle, 'display_name', p.display_name), p.joined, p.joined
FROM person p, pg_temp.size s ORDER BY p.rank;
INSERT INTO auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
SELECT p.id::text, p.id, jsonb_build_object('sub', p.id, 'email', p.handle || '@demo.topin.example', 'email_verified', true,
  'phone_verified', false), 'email', p.joined, p.joined, p.joined FROM person p;

INSERT INTO public.followers (follower_id, following_id, is_mutual, created_at)
SELECT a.id, b.id, EXISTS (SELECT 1 FROM edge r WHERE r.follower = e.followed AND r.followed = e.follower),
  greatest(a.joined, b.joined) + interval '1 day' * (1 + 300 * pg_temp.chance(e.follower * 100003::bigint + e.followed, 3))
FROM edge e JOIN person a ON a.rank = e.follower JOIN person b ON b.rank = e.followed;
UPDATE private.profile_stats s SET followers_count = c.total
FROM (SELECT p.id, count(*) AS total FROM edge e JOIN person p ON p.rank = e.followed GROUP BY p.id) c WHERE s.user_id = c.id;
UPDATE private.profile_stats s SET following_count = c.total
FROM (SELECT p.id, count(*) AS total FROM edge e JOIN person p ON p.rank = e.follower GROUP BY p.id) c WHERE s.user_id = c.id;
INSERT INTO public.blocked_users (blocker_id, blocked_id)
SELECT a.id, b.id FROM block x JOIN person a ON a.rank = x.blocker JOIN person b ON b.rank = x.blocked;

INSERT INTO public.posts (id, author_id, type, content, audience, hashtags, has_mentions, created_at)
SELECT p.seed_id, p.author_id, 'text', p.content, p.audience, CASE WHEN p.hashtag IS NULL THEN '{}' ELSE ARRAY[p.hashtag] END,
  p.mentions IS NOT NULL, p.created_at FROM post p ORDER BY p.created_at;
INSERT INTO public.post_mentions (post_id, user_id, position)
SELECT p.seed_id, m.id, 1 FROM post p JOIN person m ON m.rank = p.mentions;
INSERT INTO public.reposts (post_id, user_id, created_at)
SELECT p.seed_id, a.id, r.created_at FROM repost r JOIN post p ON p.n = r.post JOIN person a ON a.rank = r.actor;
