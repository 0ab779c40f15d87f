-- Spreads what was made through the doors a moment ago over the days of the plan. The doors were asked in the order of
-- the plan, so the n-th post by time is the plan's n-th.
CREATE TEMP TABLE made AS
SELECT w.id, p.created_at FROM (
  SELECT t.id, row_number() OVER (ORDER BY t.created_at) AS place FROM public.posts t JOIN person a ON a.id = t.author_id) w
JOIN (SELECT n, created_at, row_number() OVER (ORDER BY n) AS place FROM post) p ON p.place = w.place;
UPDATE public.posts t SET created_at = m.created_at FROM made m WHERE m.id = t.id;
UPDATE public.reposts r SET created_at = least(m.created_at + (r.created_at - date_trunc('hour', r.created_at)), now())
FROM made m WHERE m.id = r.post_id;
SELECT private.sync_feed_entries(m.id) FROM made m;
UPDATE public.followers f SET created_at = greatest(a.joined, b.joined) + interval '1 day' * (1 + 300 * pg_temp.chance(a.rank * 100003::bigint + b.rank, 3))
FROM person a, person b WHERE a.id = f.follower_id AND b.id = f.following_id;
