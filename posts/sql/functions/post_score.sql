-- What a feed entry is worth to a viewer, for the ranked feed: engagement (each comment as two likes, each repost as
-- three, the hundredth counting less than the first) times affinity (1; half more where both follow each other; up to
-- double for an author ten of whose posts are among the viewer's last 50 likes), halved every twelve hours.
-- inline: asked for each of a hundred entries.
CREATE OR REPLACE FUNCTION private.post_score(
  n private.post_counters, is_mutual boolean, liked bigint, age interval) RETURNS double precision
LANGUAGE sql IMMUTABLE AS $$
  SELECT (1 + ln(1 + n.like_count + 2 * n.comment_count + 3 * n.repost_count)::double precision)
    * (1 + CASE WHEN is_mutual THEN 0.5 ELSE 0 END + least(liked, 10) / 10.0)::double precision
    * power(0.5::double precision, extract(epoch FROM greatest(age, interval '0'))::double precision / 43200)
$$;
REVOKE ALL ON FUNCTION private.post_score(private.post_counters, boolean, bigint, interval)
  FROM PUBLIC, anon, authenticated, service_role;
