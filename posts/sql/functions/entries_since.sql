-- Of these feed entries (three arrays in step) those that did not stand yet when an earlier reading began: `since` is its
-- moment, the `head` of public.get_feed. Only for who asks what has come since.
CREATE OR REPLACE FUNCTION private.entries_since(
  INOUT ats timestamptz[], INOUT posts uuid[], INOUT actors uuid[], since jsonb)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  seen pg_snapshot := (since ->> 'seen')::pg_snapshot;
  read_from timestamptz := (since ->> 'read_from')::timestamptz;
BEGIN
  SELECT array_agg(c.at ORDER BY c.place), array_agg(c.post ORDER BY c.place), array_agg(c.actor ORDER BY c.place)
    INTO ats, posts, actors
    FROM unnest(ats, posts, actors) WITH ORDINALITY AS c (at, post, actor, place)
    JOIN private.feed_entries e ON e.post_id = c.post AND e.created_at = c.at AND e.actor_id = c.actor
   WHERE c.at >= read_from - interval '1 minute' AND NOT private.feed_entry_stood(e, seen, read_from);
END $$;
REVOKE ALL ON FUNCTION private.entries_since(timestamptz[], uuid[], uuid[], jsonb)
  FROM PUBLIC, anon, authenticated, service_role;
