-- Trigger: what every new post brings with it: its counters, its place in the feed and in searches, its share in the
-- author's count.
-- definer: posts come from doors and from bulk loads alike; what hangs on them must follow in either case.
CREATE OR REPLACE FUNCTION private.posts_added() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM private.count_posts(array_agg(c.author_id), array_agg(c.shown_to), array_agg(c.step))
     FROM (SELECT p.author_id, private.post_shown_to(p) AS shown_to, count(*) AS step FROM added p GROUP BY 1, 2) c;
  INSERT INTO private.post_counters (post_id) SELECT p.id FROM added p;
  INSERT INTO private.feed_entries (created_at, post_id, actor_id, audience)
  SELECT p.created_at, p.id, p.author_id, p.audience FROM added p
   WHERE p.deleted_at IS NULL AND p.hidden_at IS NULL;
  PERFORM private.index_posts(ARRAY(SELECT p.id FROM added p));
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.posts_added() FROM PUBLIC, anon, authenticated, service_role;
