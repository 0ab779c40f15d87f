-- Of the given comments (of a post that the viewer sees, as the caller has checked) the first `wanted` that the viewer
-- may meet, as the API's Comment, each with its place. Left out: whom a block hides; what cannot be read and has no
-- answers. What cannot be read but was answered is a tombstone.
CREATE OR REPLACE FUNCTION private.comment_rows(viewer uuid, comments uuid[], wanted integer)
RETURNS TABLE (place bigint, body json) LANGUAGE plpgsql STABLE ROWS 20 SET search_path = '' AS $$
BEGIN
  RETURN QUERY
  SELECT w.place, private.comment_json(viewer, c, a, n, s.readable)
    FROM unnest(comments) WITH ORDINALITY AS w (id, place)
    JOIN public.comments c ON c.id = w.id
    JOIN private.comment_counters n ON n.comment_id = c.id
    LEFT JOIN public.profiles a ON a.id = c.author_id
    LEFT JOIN public.posts o ON o.id = CASE WHEN c.hidden_by_author_at IS NOT NULL THEN c.post_id END
    CROSS JOIN LATERAL private.relation(viewer, c.author_id) r
    CROSS JOIN LATERAL (SELECT c.deleted_at IS NULL
      AND coalesce(a.id = viewer OR c.hidden_at IS NULL AND private.is_active(a)
        AND (c.hidden_by_author_at IS NULL OR o.author_id = viewer), false) AS readable) s
   WHERE (s.readable OR c.replied) AND (c.deleted_at IS NOT NULL OR NOT r.blocked AND NOT r.blocked_by)
   ORDER BY w.place LIMIT wanted;
END $$;
REVOKE ALL ON FUNCTION private.comment_rows(uuid, uuid[], integer) FROM PUBLIC, anon, authenticated, service_role;
