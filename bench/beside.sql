-- What the demo has none of and lists of the API show: media, wordings of before, requests to follow, mutes, bookmarks,
-- requests for the blue tick, exports, events. In step with people and posts, and a full page each for somebody. Triggers are silent.
INSERT INTO public.media (owner_id, post_id, kind, status, mime, width, height, blurhash, alt, variants, bytes, created_at, checked_at)
SELECT p.author_id, p.id, 'image', 'ready', 'image/webp', 720, 540, 'LEHV6nWB2yk8pyo0adR*.7kCMdnj', 'A picture',
  ARRAY['thumb', 'medium', 'large'], 60000, p.created_at, p.created_at
FROM (SELECT t.*, row_number() OVER (ORDER BY t.id) AS place FROM public.posts t) p WHERE p.place % 20 = 0;
INSERT INTO public.media (owner_id, used_as, kind, status, mime, width, height, variants, bytes, created_at, checked_at)
SELECT p.id, 'avatar', 'image', 'ready', 'image/webp', 320, 320, ARRAY['thumb', 'medium'], 9000, p.created_at, p.created_at
FROM (SELECT t.*, row_number() OVER (ORDER BY t.id) AS place FROM public.profiles t) p WHERE p.place % 5 = 0;
UPDATE public.profiles p SET avatar_url = private.media_url(m.id, 'medium') FROM public.media m WHERE m.owner_id = p.id AND m.used_as = 'avatar';

INSERT INTO private.post_history (post_id, revision, content, audience, created_at)
SELECT p.id, 1, 'It read like this', p.audience, p.created_at
FROM (SELECT t.*, row_number() OVER (ORDER BY t.id) AS place FROM public.posts t) p WHERE p.place % 20 = 7;
INSERT INTO private.post_history (post_id, revision, content, audience, created_at)
SELECT p.id, n, 'It read like this', p.audience, p.created_at + n * interval '1 second'
FROM (SELECT c.post_id FROM private.post_counters c JOIN public.posts t ON t.id = c.post_id AND t.audience = 'public'
  ORDER BY c.like_count DESC, c.post_id LIMIT 1) l
JOIN public.posts p ON p.id = l.post_id, generate_series(1, 50) n ON CONFLICT DO NOTHING;

INSERT INTO public.follow_requests (requester_id, target_id, created_at)
SELECT a.id, b.id, now() - n * interval '1 hour'
FROM (SELECT t.id, row_number() OVER (ORDER BY t.id) AS place, count(*) OVER () AS people FROM public.profiles t) b
CROSS JOIN generate_series(1, 30) n
JOIN (SELECT t.id, row_number() OVER (ORDER BY t.id) AS place FROM public.profiles t) a ON a.place = 1 + (b.place * 31 + n * 17) % b.people
WHERE b.place % 20 = 3 AND a.id <> b.id ON CONFLICT DO NOTHING;
INSERT INTO public.mutes (muter_id, muted_id, created_at)
SELECT b.id, a.id, now() - n * interval '1 hour'
FROM (SELECT t.id, row_number() OVER (ORDER BY t.id) AS place, count(*) OVER () AS people FROM public.profiles t) b
CROSS JOIN generate_series(1, 30) n
JOIN (SELECT t.id, row_number() OVER (ORDER BY t.id) AS place FROM public.profiles t) a ON a.place = 1 + (b.place * 37 + n * 19) % b.people
WHERE b.place % 20 = 5 AND a.id <> b.id ON CONFLICT DO NOTHING;
INSERT INTO public.bookmarks (post_id, user_id, created_at)
SELECT p.id, u.id, p.created_at + interval '1 hour'
FROM (SELECT t.id, row_number() OVER (ORDER BY t.id) AS place FROM public.profiles t) u
JOIN (SELECT t.id, t.created_at, row_number() OVER (ORDER BY t.created_at DESC) AS place FROM public.posts t) p
  ON p.place % 40 = u.place % 40 AND p.place <= 8000
WHERE u.place % 10 = 9;
-- Somebody who blocks more than a page.
INSERT INTO public.blocked_users (blocker_id, blocked_id, created_at)
SELECT b.id, a.id, now() - a.place * interval '1 hour'
FROM (SELECT t.id, row_number() OVER (ORDER BY t.id DESC) AS place FROM public.profiles t) a
JOIN (SELECT min(t.id::text)::uuid AS id FROM public.profiles t) b ON a.place <= 60 AND a.id <> b.id
WHERE NOT EXISTS (SELECT FROM public.followers f WHERE (f.follower_id, f.following_id) IN ((a.id, b.id), (b.id, a.id)))
ON CONFLICT DO NOTHING;

INSERT INTO public.verification_requests (user_id, category, full_name, status, created_at, decided_at)
SELECT p.id, 'creator', p.display_name, CASE p.place % 100 WHEN 11 THEN 'pending' ELSE 'rejected' END, p.created_at,
  CASE p.place % 100 WHEN 11 THEN NULL ELSE p.created_at END
FROM (SELECT t.*, row_number() OVER (ORDER BY t.id) AS place FROM public.profiles t) p WHERE p.place % 50 = 11;
INSERT INTO private.data_exports (user_id, status, bytes, created_at, finished_at, expires_at)
SELECT p.id, 'ready', 40000, now(), now(), now() + interval '7 days'
FROM (SELECT t.*, row_number() OVER (ORDER BY t.id) AS place FROM public.profiles t) p WHERE p.place % 50 = 13;
INSERT INTO private.stream (user_id, last_seq)
SELECT f.following_id, least(count(*), 30) FROM public.followers f GROUP BY 1 HAVING count(*) >= 10 ON CONFLICT DO NOTHING;
INSERT INTO private.stream_event (user_id, seq, kind, data, created_at)
SELECT s.user_id, n.seq, 'follow', jsonb_build_object('user_id', n.follower_id), now()
FROM private.stream s CROSS JOIN LATERAL (SELECT f.follower_id, row_number() OVER () AS seq FROM public.followers f
  WHERE f.following_id = s.user_id LIMIT 30) n WHERE n.seq <= s.last_seq ON CONFLICT DO NOTHING;
