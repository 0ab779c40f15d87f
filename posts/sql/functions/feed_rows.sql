-- A stretch of the viewer's home feed, newest first: at most `wanted` posts below `after` (a page's `next`, NULL for
-- the top), each once, with api.md's Post. Out go suspended and deactivated people, posts that are gone, and reposts
-- whose author is blocked in either direction, muted, or shows posts to followers alone.
CREATE OR REPLACE FUNCTION private.feed_rows(viewer uuid, wanted integer, after jsonb)
RETURNS TABLE (created_at timestamptz, post_id uuid, actor_id uuid, body json)
LANGUAGE plpgsql STABLE ROWS 20 SET search_path = '' AS $$
DECLARE
  seen pg_snapshot := (after ->> 'seen')::pg_snapshot;
  read_from timestamptz := (after ->> 'read_from')::timestamptz;
  doubtful timestamptz := coalesce(read_from - interval '1 minute', 'infinity');
  at timestamptz := coalesce((after ->> 'at')::timestamptz, 'infinity');
  post uuid := coalesce((after ->> 'post')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  actor uuid := coalesce((after ->> 'actor')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  batch integer := wanted + 4;
  found integer;
  ats timestamptz[];
  posts uuid[];
  actors uuid[];
BEGIN
  LOOP
    SELECT array_agg(c.created_at), array_agg(c.post_id), array_agg(c.actor_id) INTO ats, posts, actors
      FROM private.feed_candidates(viewer, batch, doubtful, at, post, actor) c;
    RETURN QUERY
    SELECT c.at, c.post, c.actor,
           private.post_json(viewer, p, a, n, r, CASE WHEN c.at <> p.created_at OR c.actor <> p.author_id THEN c.at END,
             private.has_liked(viewer, p.id),
             n.repost_count > 0 AND private.has_reposted(viewer, p.id), n.view_count > 0 AND private.has_viewed(viewer, p.id))
      FROM unnest(ats, posts, actors) WITH ORDINALITY AS c (at, post, actor, place)
      JOIN public.posts p ON p.id = c.post AND p.deleted_at IS NULL AND (p.hidden_at IS NULL OR p.author_id = viewer)
      JOIN public.profiles a ON a.id = p.author_id AND (private.is_active(a) OR a.id = viewer)
      JOIN private.post_counters n ON n.post_id = p.id
      LEFT JOIN public.profiles r ON r.id = CASE WHEN c.at <> p.created_at OR c.actor <> p.author_id THEN c.actor END
     WHERE (c.actor = p.author_id
         OR (c.actor = viewer OR private.is_active(r))
        AND NOT EXISTS (SELECT FROM private.repost_barriers(viewer, p.author_id, a.profile_visibility)))
       AND NOT ((n.repost_count > 0 OR coalesce(n.unreposted_at > doubtful, false))
            AND EXISTS (SELECT FROM private.newer_entries(viewer, c.post, c.at, c.actor, seen, read_from)))
       AND (seen IS NULL OR NOT (c.at > doubtful OR coalesce(n.unreposted_at > doubtful, false))
         OR (SELECT private.feed_entry_stood(e, seen, read_from) FROM private.feed_entries e
              WHERE e.post_id = c.post AND e.created_at = c.at AND e.actor_id = c.actor))
     ORDER BY c.place LIMIT wanted;
    GET DIAGNOSTICS found = ROW_COUNT;
    wanted := wanted - found;
    EXIT WHEN wanted <= 0 OR coalesce(cardinality(ats), 0) < batch;
    at := ats[batch]; post := posts[batch]; actor := actors[batch];
    batch := least(batch * 4, 2000);
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION private.feed_rows(uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
