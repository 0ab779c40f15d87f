-- Trigger: an audience, a deletion or a decision of moderation that changed moves the post in or out of feeds and
-- of the author's count.
-- definer: posts are changed by doors and by staff alike; what hangs on them must follow in either case.
CREATE OR REPLACE FUNCTION private.posts_changed() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE private.profile_stats s SET posts_count = s.posts_count + c.change
    FROM (SELECT n.author_id, sum(private.is_counted(n)::integer - private.is_counted(o)::integer) AS change
            FROM changed n JOIN before o ON o.id = n.id GROUP BY n.author_id) c
   WHERE s.user_id = c.author_id AND c.change <> 0;
  PERFORM private.sync_feed_entries(n.id)
    FROM changed n JOIN before o ON o.id = n.id
   WHERE (n.audience, n.deleted_at IS NULL, n.hidden_at IS NULL)
     IS DISTINCT FROM (o.audience, o.deleted_at IS NULL, o.hidden_at IS NULL);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.posts_changed() FROM PUBLIC, anon, authenticated, service_role;
