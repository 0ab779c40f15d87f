-- Spreads what was made through the doors a moment ago over the days of the plan. The doors were asked in the order of
-- the plan, so the n-th post by time is the plan's n-th.
CREATE TEMP TABLE made AS
SELECT w.id, p.n, p.created_at FROM (
  SELECT t.id, row_number() OVER (ORDER BY t.created_at) AS place FROM public.posts t JOIN person a ON a.id = t.author_id) w
JOIN (SELECT n, created_at, row_number() OVER (ORDER BY n) AS place FROM post) p ON p.place = w.place;
UPDATE public.posts t SET created_at = m.created_at FROM made m WHERE m.id = t.id;
UPDATE public.reposts r SET created_at = x.created_at FROM repost x JOIN made m ON m.n = x.post JOIN person a ON a.rank = x.actor
WHERE r.post_id = m.id AND r.user_id = a.id;
SELECT private.sync_feed_entries(m.id) FROM made m;
SELECT private.index_posts(array_agg(m.id)) FROM made m;
UPDATE public.followers f SET created_at = pg_temp.met(a.joined, b.joined, a.rank * 100003::bigint + b.rank)
FROM person a, person b WHERE a.id = f.follower_id AND b.id = f.following_id;
UPDATE public.likes t SET created_at = l.created_at FROM liking l JOIN made m ON m.n = l.post JOIN person a ON a.rank = l.actor
WHERE t.post_id = m.id AND t.user_id = a.id;
UPDATE private.earned_like t SET created_at = l.created_at FROM liking l JOIN made m ON m.n = l.post JOIN person a ON a.rank = l.actor
WHERE t.post_id = m.id AND t.user_id = a.id;
-- The log of likes, which the figures are counted from: what the doors wrote just now, on the days of the plan.
DELETE FROM public.post_like_logs t USING made m WHERE t.post_id = m.id;
SELECT private.make_partition('public.post_like_logs', (date_trunc('month', s.moment) - b.back)::date)
FROM pg_temp.size s, (VALUES (interval '0'), (interval '1 month')) b (back);
INSERT INTO public.post_like_logs (post_id, author_id, user_id, liked, earned, created_at)
SELECT m.id, p.author_id, a.id, true, true, l.created_at FROM pg_temp.size s, liking l JOIN made m ON m.n = l.post
JOIN post p ON p.n = l.post JOIN person a ON a.rank = l.actor WHERE l.created_at >= date_trunc('month', s.moment) - interval '1 month';
UPDATE public.media t SET created_at = m.created_at, touched_at = m.created_at FROM made m WHERE t.post_id = m.id;
UPDATE public.comments t SET created_at = r.created_at FROM (
  SELECT c.id, row_number() OVER (ORDER BY c.created_at, c.id) AS place FROM public.comments c JOIN made m ON m.id = c.post_id) w
JOIN (SELECT created_at, row_number() OVER (ORDER BY created_at, k) AS place FROM remark) r USING (place) WHERE t.id = w.id;
-- Views and counts, which the buffer and a job would bring in.
SELECT private.store_views(coalesce(jsonb_agg(jsonb_build_object('post_id', m.id, 'viewer_id', a.id, 'seen_at', v.created_at)), '[]'))
FROM viewing v JOIN made m ON m.n = v.post JOIN person a ON a.rank = v.actor;
SELECT private.fold_counters(1000000);
