-- Whether a feed entry stood when a reading of the feed began: `seen` is the snapshot of its first page (NULL: this is
-- the first page), `read_from` its time. Transaction numbers decide only within a minute of that time, in which they
-- can differ from the clock; further away the clock is enough, and survives a dump and restore, which they do not.
-- inline: asked for each entry of a page.
CREATE OR REPLACE FUNCTION private.feed_entry_stood(e private.feed_entries, seen pg_snapshot, read_from timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN seen IS NULL THEN e.removed_at IS NULL
    ELSE (e.created_at < read_from - interval '1 minute' OR pg_catalog.pg_visible_in_snapshot(e.made_in, seen))
     AND (e.removed_at IS NULL OR e.removed_at > read_from + interval '1 minute'
       OR e.removed_at > read_from - interval '1 minute' AND NOT pg_catalog.pg_visible_in_snapshot(e.removed_in, seen))
  END
$$;
REVOKE ALL ON FUNCTION private.feed_entry_stood(private.feed_entries, pg_snapshot, timestamptz)
  FROM PUBLIC, anon, authenticated, service_role;
