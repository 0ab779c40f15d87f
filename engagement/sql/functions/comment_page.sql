-- A page of a thread as the viewer may see it: the comments below `after` (a page's `next`, NULL for the beginning). Looks at
-- some 2,000 comments at most, however few the viewer may see of them: it may be short while `next` leads on.
CREATE OR REPLACE FUNCTION private.comment_page(
  viewer uuid, post uuid, thread uuid, sort text, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  at timestamptz := coalesce((after ->> 'at')::timestamptz, CASE sort WHEN 'old' THEN '-infinity' ELSE 'infinity' END::timestamptz);
  likes bigint := coalesce((after ->> 'likes')::bigint, 9223372036854775807);
  last uuid := coalesce(after ->> 'id', CASE sort WHEN 'old' THEN '00000000-0000-0000-0000-000000000000'
                                        ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff' END)::uuid;
  batch integer := page_limit + 5;
  looked integer := 0;
  ids uuid[];
  ats timestamptz[];
  counts bigint[];
  bodies json[] := '{}';
  keys jsonb[] := '{}';
BEGIN
  LOOP
    SELECT array_agg(c.comment_id), array_agg(c.created_at), array_agg(c.like_count) INTO ids, ats, counts
      FROM private.comment_candidates(post, thread, sort, batch, at, likes, last) c;
    SELECT bodies || array_agg(r.body ORDER BY r.place),
           keys || array_agg(jsonb_build_object('id', ids[r.place], 'at', ats[r.place], 'likes', counts[r.place]) ORDER BY r.place)
      INTO bodies, keys
      FROM private.comment_rows(viewer, ids, page_limit + 1 - cardinality(bodies)) r;
    EXIT WHEN cardinality(bodies) > page_limit OR coalesce(cardinality(ids), 0) < batch;
    at := ats[batch]; likes := counts[batch]; last := ids[batch];
    looked := looked + batch;
    EXIT WHEN looked >= 2000;
    batch := batch * 4;
  END LOOP;
  results := array_to_json(bodies[:page_limit]);
  next := CASE WHEN cardinality(bodies) > page_limit THEN keys[page_limit]
               WHEN looked >= 2000 THEN jsonb_build_object('id', last, 'at', at, 'likes', likes) END;
END $$;
REVOKE ALL ON FUNCTION private.comment_page(uuid, uuid, uuid, text, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
