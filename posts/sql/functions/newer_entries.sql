-- Who brings a post into the viewer's feed in a newer entry than (at, actor): the newest entry of a post wins, and
-- older ones are left out, also on later pages. `seen` and `read_from` say when the reading began
-- (private.feed_entry_stood).
-- inline: a sub-select of the feed, asked for every post with reposts.
CREATE OR REPLACE FUNCTION private.newer_entries(
  viewer uuid, post uuid, at timestamptz, actor uuid, seen pg_snapshot, read_from timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT e.actor_id FROM private.feed_entries e
   WHERE e.post_id = post AND (e.created_at, e.actor_id) > (at, actor) AND private.feed_entry_stood(e, seen, read_from)
     AND (e.actor_id = viewer
       OR coalesce((SELECT true FROM public.followers f
                     WHERE f.follower_id = viewer AND f.following_id = e.actor_id), false)
      AND coalesce((SELECT private.is_active(p) FROM public.profiles p WHERE p.id = e.actor_id), false)
      AND e.actor_id NOT IN (SELECT m.id FROM private.muted_by(viewer) AS m (id)))
$$;
REVOKE ALL ON FUNCTION private.newer_entries(uuid, uuid, timestamptz, uuid, pg_snapshot, timestamptz)
  FROM PUBLIC, anon, authenticated, service_role;
