-- The whole network as temporary tables, from the seed alone: people, who follows whom, posts, reposts, blocks.
-- Rank 0 is the most followed person; ranks are dealt out by powers of an even random number, which gives the long
-- tail of real networks. Expects pg_temp.size (seed, people, posts, moment) and pg_temp.words (kind, place, word).
CREATE FUNCTION pg_temp.chance(a bigint, b bigint) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT (pg_catalog.hashint8extended(a * 1000003 + b, 77) & 4294967295)::double precision / 4294967296
$$;
CREATE FUNCTION pg_temp.word(wanted text, a bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT w.word FROM pg_temp.words w WHERE w.kind = wanted AND w.place = a
$$;
-- An id as private.uuid7 makes them: the moment, then the seed's own digits.
CREATE FUNCTION pg_temp.dated_id(at timestamptz, name text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
    || overlay(substr(md5(name), 1, 19) PLACING '8' FROM 4 FOR 1))::uuid
$$;
-- When two people came together: since both have been there, mostly soon.
CREATE FUNCTION pg_temp.met(a timestamptz, b timestamptz, dice bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT greatest(a, b) + (s.moment - greatest(a, b)) * power(pg_temp.chance(dice, 3), 2) FROM pg_temp.size s
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
  -- those whom many follow have long been there; of the others more come each week, until now
  date_trunc('milliseconds', s.moment - interval '1 day' * CASE WHEN i < greatest(24, s.people / 20) THEN 370 + 400 * pg_temp.chance(i, 13)
    ELSE 770 * power(pg_temp.chance(i, 13), 1.5) END) AS joined
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
SELECT t.*, pg_temp.dated_id(t.created_at, 'post/' || t.seed || '/' || t.n) AS seed_id FROM (
SELECT w.*, p.id AS author_id, date_trunc('milliseconds', w.moment
  - (w.moment - greatest(p.joined, w.moment - interval '365 days')) * power(pg_temp.chance(w.n, 35), 1.7)) AS created_at FROM (
  SELECT s.seed, s.moment, n,
    -- who is followed much also writes more, but not only they
    CASE WHEN pg_temp.chance(n, 31) < 0.5 THEN floor(s.people * power(pg_temp.chance(n, 32), 2.2))
         ELSE floor(s.people * pg_temp.chance(n, 33)) END::integer AS author,
    CASE WHEN pg_temp.chance(n, 34) < 0.82 THEN 'public' WHEN pg_temp.chance(n, 34) < 0.93 THEN 'followers'
         WHEN pg_temp.chance(n, 34) < 0.97 THEN 'mutuals' ELSE 'private' END AS audience,
    o.word || ' ' || j.word || ' ' || e.word AS content, substring(j.word FROM '#(.*)$') AS hashtag,
    CASE WHEN pg_temp.chance(n, 39) < 0.04 THEN floor(s.people * power(pg_temp.chance(n, 40), 2))::integer END AS mentions
  FROM pg_temp.size s CROSS JOIN LATERAL generate_series(1, s.posts) AS n
  JOIN pg_temp.words o ON o.kind = 'opening' AND o.place = floor(16 * pg_temp.chance(n, 36))
  JOIN pg_temp.words j ON j.kind = 'subject' AND j.place = floor(24 * pg_temp.chance(n, 37))
  JOIN pg_temp.words e ON e.kind = 'ending' AND e.place = floor(12 * pg_temp.chance(n, 38))) w
JOIN person p ON p.rank = w.author) t;
UPDATE post SET mentions = NULL WHERE mentions = author;
UPDATE post SET content = content || ' @' || p.handle FROM person p WHERE p.rank = post.mentions;
CREATE UNIQUE INDEX ON post (n);
ANALYZE post;

-- Who meets which post, mostly soon after it was written: those of a low number are the popular ones.
CREATE TEMP TABLE meeting AS
SELECT w.kind, r.k, r.post, r.actor,
  b.starts + least(w.within, s.moment - b.starts) * power(pg_temp.chance(r.k, w.salt + 2), 3) AS created_at
FROM pg_temp.size s CROSS JOIN (VALUES
  ('repost', 0.1, 1.4, 41, interval '2 days'), ('like', 1.5, 1.6, 51, '3 days'), ('comment', 0.4, 1.8, 61, '4 days'),
  ('view', 1.0, 1.5, 71, '7 days')) AS w (kind, each, steep, salt, within)
CROSS JOIN LATERAL (SELECT k, 1 + floor(s.posts * power(pg_temp.chance(k, w.salt), w.steep))::integer AS post,
    floor(s.people * pg_temp.chance(k, w.salt + 1))::integer AS actor FROM generate_series(1, (s.posts * w.each)::integer) AS k) r
JOIN post p ON p.n = r.post AND p.audience = 'public' AND p.author <> r.actor
JOIN person a ON a.rank = p.author AND a.visibility = 'public'
JOIN person m ON m.rank = r.actor
CROSS JOIN LATERAL (SELECT greatest(p.created_at, m.joined) AS starts) b
WHERE NOT EXISTS (SELECT 1 FROM block b WHERE b.blocker = r.actor AND b.blocked = p.author)
  AND NOT EXISTS (SELECT 1 FROM block b WHERE b.blocker = p.author AND b.blocked = r.actor);
CREATE TEMP TABLE repost AS
SELECT DISTINCT ON (post, actor) post, actor, created_at FROM meeting WHERE kind = 'repost' ORDER BY post, actor, k;
CREATE TEMP TABLE liking AS
SELECT DISTINCT ON (post, actor) post, actor, created_at FROM meeting WHERE kind = 'like' ORDER BY post, actor, k;
-- Whoever liked a post has seen it.
CREATE TEMP TABLE viewing AS
SELECT DISTINCT ON (post, actor, day) post, actor, date(m.created_at AT TIME ZONE 'UTC') AS day, m.created_at
FROM (SELECT post, actor, created_at FROM meeting WHERE kind = 'view' UNION ALL SELECT * FROM liking) m
ORDER BY post, actor, day, m.created_at;
-- Three in ten answer the first comment below their post.
CREATE TEMP TABLE remark AS
SELECT c.k, c.post, c.actor, c.created_at, w.word AS content, pg_temp.dated_id(c.created_at, 'comment/' || s.seed || '/' || c.k) AS seed_id,
  CASE WHEN c.first <> c.k AND pg_temp.chance(c.k, 64) < 0.3 THEN c.first END AS parent
FROM pg_temp.size s CROSS JOIN (SELECT m.*, first_value(m.k) OVER (PARTITION BY m.post ORDER BY m.created_at, m.k) AS first
  FROM meeting m WHERE m.kind = 'comment') c
JOIN pg_temp.words w ON w.kind = 'remark' AND w.place = floor(16 * pg_temp.chance(c.k, 65));
CREATE UNIQUE INDEX ON remark (k);
ANALYZE remark;
UPDATE remark r SET parent = NULL FROM remark p, block b WHERE p.k = r.parent AND b.blocker = r.actor AND b.blocked = p.actor;
UPDATE remark r SET parent = NULL FROM remark p, block b WHERE p.k = r.parent AND b.blocker = p.actor AND b.blocked = r.actor;
ANALYZE repost, liking, viewing, remark;
