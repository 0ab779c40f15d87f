-- Of these feed entries (three arrays in step, newest first) those that the viewer gets, at most `wanted`, with their
-- place among them and the API's Post as JSON text. Out go suspended and deactivated people, posts that are gone, reposts
-- whose author is blocked in either direction, muted, or shows posts to followers alone, and what a newer entry brings.
-- `seen` and `read_from` say when the reading began (private.feed_entry_stood), `doubtful` from when on that matters.
-- inline: a sub-select of the feed, which adds the rows up.
CREATE OR REPLACE FUNCTION private.feed_rows(
  viewer uuid, ats timestamptz[], posts uuid[], actors uuid[],
  seen pg_snapshot, read_from timestamptz, doubtful timestamptz, wanted integer)
RETURNS TABLE (place bigint, body text) LANGUAGE sql STABLE ROWS 20 AS $$
  SELECT c.place,
         private.post_text(viewer, p, a, n, r, CASE WHEN c.at <> p.created_at OR c.actor <> p.author_id THEN c.at END,
           v.liked, v.reposted, v.viewed, v.bookmarked)
    FROM unnest(ats, posts, actors) WITH ORDINALITY AS c (at, post, actor, place)
    JOIN public.posts p ON p.id = c.post AND p.deleted_at IS NULL AND (p.hidden_at IS NULL OR p.author_id = viewer)
    JOIN public.profiles a ON a.id = p.author_id AND (private.is_active(a) OR a.id = viewer)
    JOIN private.post_counters n ON n.post_id = p.id
    CROSS JOIN LATERAL private.post_viewer(viewer, p.id, n) v
    LEFT JOIN public.profiles r ON r.id = CASE WHEN c.at <> p.created_at OR c.actor <> p.author_id THEN c.actor END
   WHERE (c.actor = p.author_id
       OR (c.actor = viewer OR private.is_active(r))
      AND NOT EXISTS (SELECT FROM private.repost_barriers(viewer, p.author_id, a.profile_visibility)))
     AND NOT ((n.reposted OR coalesce(n.unreposted_at > doubtful, false))
          AND EXISTS (SELECT FROM private.newer_entries(viewer, c.post, c.at, c.actor, seen, read_from)))
     AND (seen IS NULL OR NOT (c.at > doubtful OR coalesce(n.unreposted_at > doubtful, false))
       OR (SELECT private.feed_entry_stood(e, seen, read_from) FROM private.feed_entries e
            WHERE e.post_id = c.post AND e.created_at = c.at AND e.actor_id = c.actor))
   ORDER BY c.place LIMIT wanted
$$;
REVOKE ALL ON FUNCTION private.feed_rows(
  uuid, timestamptz[], uuid[], uuid[], pg_snapshot, timestamptz, timestamptz, integer)
  FROM PUBLIC, anon, authenticated, service_role;
