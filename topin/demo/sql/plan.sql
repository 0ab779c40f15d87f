-- The whole network as temporary tables, from the seed alone: people, who follows whom, posts, reposts, blocks.
-- Rank 0 is the most followed person; ranks are dealt out by powers of an even random number, which gives the long
-- tail of real networks. Expects pg_temp.size (seed, people, posts, moment) and pg_temp.words (kind, place, word).
CREATE FUNCTION pg_temp.chance(a bigint, b bigint) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT (pg_catalog.hashint8extended(a * 1000003 + b, 77) & 4294967295)::double precision / 4294967296
$$;
CREATE FUNCTION pg_temp.word(wanted text, a bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT w.word FROM pg_temp.words w WHERE w.kind = wanted AND w.place = a
$$;

CREATE TEMP TABLE person AS
SELECT i AS rank, s.seed * 7919 + i AS dice,
  md5('person/' || s.seed || '/' || i)::uuid AS id,
  f.word || ' ' || l.word AS display_name,
  lower(f.word || '.' || l.word) || CASE WHEN i >= 4096 THEN (i / 4096)::text ELSE '' END AS handle,
  b.word AS bio,
  CASE WHEN pg_temp.chance(i, 11) < 0.05 AND i >= 5 THEN 'followers' WHEN pg_temp.chance(i, 11) > 0.99 AND i >= 5 THEN 'private'
       ELSE 'public' END AS visibility,
  i < greatest(4, 0.01 * s.people) AS verified,
  least((s.people / 4)::double precision, 5000, floor(7 * power(1 - pg_temp.chance(s.seed * 7919 + i, 12), -0.6)))::integer AS follows,
  s.moment - interval '1 day' * (370 + 400 * pg_temp.chance(i, 13)) AS joined
FROM pg_temp.size s CROSS JOIN LATERAL generate_series(0, s.people - 1) AS i
JOIN pg_temp.words f ON f.kind = 'first' AND f.place = i % 64
JOIN pg_temp.words l ON l.kind = 'last' AND l.place = (i / 64 + i) % 64
JOIN pg_temp.words b ON b.kind = 'bio' AND b.place = floor(20 * pg_temp.chance(i, 14));
CREATE UNIQUE INDEX ON person (rank);
ANALYZE person;

CREATE TEMP TABLE edge AS
SELECT DISTINCT p.rank AS follower, floor(s.people * power(pg_temp.chance(p.dice, 1000 + n), 2.6))::integer AS followed
FROM pg_temp.size s CROSS JOIN person p CROSS JOIN LATERAL generate_series(1, p.follows) AS n;
DELETE FROM edge WHERE follower = followed;
-- About a third of those who are followed by somebody much like themselves follow back.
INSERT INTO edge SELECT e.followed, e.follower FROM edge e, pg_temp.size s
WHERE e.followed > s.people / 50 AND pg_temp.chance(e.follower * 100003::bigint + e.followed, 2) < 0.33
EXCEPT SELECT follower, followed FROM edge;
CREATE UNIQUE INDEX ON edge (follower, followed);

CREATE TEMP TABLE block AS
SELECT DISTINCT floor(s.people * pg_temp.chance(n, 21))::integer AS blocker, floor(s.people * pg_temp.chance(n, 22))::integer AS blocked
FROM pg_temp.size s CROSS JOIN LATERAL generate_series(1, greatest(2, s.people / 4)) AS n;
DELETE FROM block WHERE blocker = blocked OR blocker < 3;
DELETE FROM edge e USING block b WHERE e.follower = b.blocker AND e.followed = b.blocked;
DELETE FROM edge e USING block b WHERE e.follower = b.blocked AND e.followed = b.blocker;
ANALYZE edge;
ANALYZE block;

CREATE TEMP TABLE post AS
SELECT w.*, p.id AS author_id,
  -- an id as private.uuid7 makes them: the moment, then the seed's own digits
  (lpad(to_hex((extract(epoch FROM w.created_at) * 1000)::bigint), 12, '0') || '7'
    || overlay(substr(md5('post/' || w.seed || '/' || w.n), 1, 19) PLACING '8' FROM 4 FOR 1))::uuid AS seed_id FROM (
  SELECT s.seed, n,
    -- who is followed much also writes more, but not only they
    CASE WHEN pg_temp.chance(n, 31) < 0.5 THEN floor(s.people * power(pg_temp.chance(n, 32), 2.2))
         ELSE floor(s.people * pg_temp.chance(n, 33)) END::integer AS author,
    CASE WHEN pg_temp.chance(n, 34) < 0.82 THEN 'public' WHEN pg_temp.chance(n, 34) < 0.93 THEN 'followers'
         WHEN pg_temp.chance(n, 34) < 0.97 THEN 'mutuals' ELSE 'private' END AS audience,
    date_trunc('milliseconds', s.moment - interval '365 days' * power(pg_temp.chance(n, 35), 1.7)) AS created_at,
    o.word || ' ' || j.word || ' ' || e.word AS content, substring(j.word FROM '#(.*)$') AS hashtag,
    CASE WHEN pg_temp.chance(n, 39) < 0.04 THEN floor(s.people * power(pg_temp.chance(n, 40), 2))::integer END AS mentions
  FROM pg_temp.size s CROSS JOIN LATERAL generate_series(1, s.posts) AS n
  JOIN pg_temp.words o ON o.kind = 'opening' AND o.place = floor(16 * pg_temp.chance(n, 36))
  JOIN pg_temp.words j ON j.kind = 'subject' AND j.place = floor(24 * pg_temp.chance(n, 37))
  JOIN pg_temp.words e ON e.kind = 'ending' AND e.place = floor(12 * pg_temp.chance(n, 38))) w
JOIN person p ON p.rank = w.author;
UPDATE post SET mentions = NULL WHERE mentions = author;
UPDATE post SET content = content || ' @' || p.handle FROM person p WHERE p.rank = post.mentions;
CREATE UNIQUE INDEX ON post (n);
ANALYZE post;

CREATE TEMP TABLE repost AS
SELECT DISTINCT ON (r.post, r.actor) r.post, r.actor,
  p.created_at + least(interval '2 days', s.moment - p.created_at) * power(pg_temp.chance(r.k, 43), 3) AS created_at
FROM pg_temp.size s
CROSS JOIN LATERAL (SELECT k, 1 + floor(s.posts * power(pg_temp.chance(k, 41), 1.4))::integer AS post,
    floor(s.people * pg_temp.chance(k, 42))::integer AS actor FROM generate_series(1, s.posts / 10) AS k) r
JOIN post p ON p.n = r.post AND p.audience = 'public' AND p.author <> r.actor
JOIN person a ON a.rank = p.author AND a.visibility = 'public'
WHERE NOT EXISTS (SELECT 1 FROM block b WHERE b.blocker = r.actor AND b.blocked = p.author)
  AND NOT EXISTS (SELECT 1 FROM block b WHERE b.blocker = p.author AND b.blocked = r.actor)
ORDER BY r.post, r.actor;
