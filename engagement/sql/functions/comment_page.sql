-- A stretch of a thread as the viewer may see it: at most `wanted` comments below `after` (a page's `next`, NULL for the
-- beginning), each with what the next page begins below.
CREATE OR REPLACE FUNCTION private.comment_page(
  viewer uuid, post uuid, thread uuid, sort text, wanted integer, after jsonb)
RETURNS TABLE (comment_id uuid, created_at timestamptz, like_count bigint, body json)
LANGUAGE plpgsql STABLE ROWS 20 SET search_path = '' AS $$
DECLARE
  at timestamptz := coalesce((after ->> 'at')::timestamptz, CASE sort WHEN 'old' THEN '-infinity' ELSE 'infinity' END::timestamptz);
  likes bigint := coalesce((after ->> 'likes')::bigint, 9223372036854775807);
  last uuid := coalesce(after ->> 'id', CASE sort WHEN 'old' THEN '00000000-0000-0000-0000-000000000000'
                                        ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff' END)::uuid;
  batch integer := wanted + 4;
  found integer;
  ids uuid[];
  ats timestamptz[];
  counts bigint[];
BEGIN
  LOOP
    SELECT array_agg(c.comment_id), array_agg(c.created_at), array_agg(c.like_count) INTO ids, ats, counts
      FROM private.comment_candidates(post, thread, sort, batch, at, likes, last) c;
    RETURN QUERY SELECT ids[r.place], ats[r.place], counts[r.place], r.body
      FROM private.comment_rows(viewer, ids, wanted) r ORDER BY r.place;
    GET DIAGNOSTICS found = ROW_COUNT;
    wanted := wanted - found;
    EXIT WHEN wanted <= 0 OR coalesce(cardinality(ids), 0) < batch;
    at := ats[batch]; likes := counts[batch]; last := ids[batch];
    batch := least(batch * 4, 2000);
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION private.comment_page(uuid, uuid, uuid, text, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
