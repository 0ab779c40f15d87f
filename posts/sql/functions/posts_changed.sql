-- Trigger: an audience, a deletion or a decision of moderation that changed moves the post in or out of feeds,
-- searches and the author's count, as a new wording does in searches.
-- definer: posts are changed by doors and by staff alike; what hangs on them must follow in either case.
CREATE OR REPLACE FUNCTION private.posts_changed() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM private.count_posts(array_agg(c.author_id), array_agg(c.shown_to), array_agg(c.step))
     FROM (SELECT n.author_id, w.shown_to, w.step
             FROM changed n JOIN before o ON o.id = n.id
             CROSS JOIN LATERAL (VALUES (private.post_shown_to(n), 1), (private.post_shown_to(o), -1)) AS w (shown_to, step)
            WHERE private.post_shown_to(n) IS DISTINCT FROM private.post_shown_to(o)) c;
  PERFORM private.sync_feed_entries(n.id)
    FROM changed n JOIN before o ON o.id = n.id
   WHERE (n.audience, n.deleted_at IS NULL, n.hidden_at IS NULL)
     IS DISTINCT FROM (o.audience, o.deleted_at IS NULL, o.hidden_at IS NULL);
  PERFORM private.index_posts(ARRAY(
    SELECT n.id FROM changed n JOIN before o ON o.id = n.id
     WHERE (n.content, n.hashtags, n.audience, n.deleted_at IS NULL, n.hidden_at IS NULL)
       IS DISTINCT FROM (o.content, o.hashtags, o.audience, o.deleted_at IS NULL, o.hidden_at IS NULL)));
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.posts_changed() FROM PUBLIC, anon, authenticated, service_role;
