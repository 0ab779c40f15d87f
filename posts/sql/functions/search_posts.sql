-- Posts by words and #tags (GET /search/posts): every word, the last also as a beginning; of all that the viewer may see
-- the newest 60, own and followed people's first, then by time, and after them the 60 before those. So many are looked
-- at for a page, and no more: it may be short or empty, and `next` go on. Refuses 400 query_too_short.
-- `next` carries where its 60 begin and end: what is posted meanwhile does not move the pages.
-- definer: reads words, blocks and follows, and applies the rule itself.
CREATE OR REPLACE FUNCTION public.search_posts(
  viewer uuid, q text, page_limit integer, after jsonb, OUT results text, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  place jsonb := coalesce(after, jsonb_build_object('at', clock_timestamp(), 'id', 'ffffffff-ffff-ffff-ffff-ffffffffffff'));
  past jsonb := place -> 'past';
  wanted integer := CASE WHEN past IS NULL THEN 60 ELSE 120 END;  -- with what came to match since its first page
  ids uuid[];
  last jsonb;
  rest jsonb;
BEGIN
  PERFORM public.require_actor(viewer);
  WITH found AS MATERIALIZED (
    SELECT f.*, f.near IS NULL OR row_number() OVER (ORDER BY f.created_at DESC, f.id DESC) > wanted AS is_rest
      FROM private.find_posts(viewer, q, place, wanted + 1) f),
  page AS (
    SELECT f.id, jsonb_build_object('far', NOT f.near, 'at', -extract(epoch FROM f.created_at), 'id', f.id) AS place
      FROM found f
     WHERE NOT f.is_rest AND (past IS NULL OR (NOT f.near, -extract(epoch FROM f.created_at), f.id)
                         > ((past ->> 'far')::boolean, (past ->> 'at')::numeric, (past ->> 'id')::uuid))
     ORDER BY NOT f.near, -extract(epoch FROM f.created_at), f.id LIMIT page_limit + 1)
  SELECT (SELECT array_agg(p.id) FROM page p), (SELECT (array_agg(p.place))[page_limit] FROM page p),
         coalesce((SELECT jsonb_build_object('at', f.created_at, 'id', f.id) FROM found f WHERE f.is_rest), place -> 'end')
    INTO ids, last, rest;
  SELECT concat('[', string_agg(r.body, ',' ORDER BY r.place), ']') INTO results
    FROM private.post_rows(viewer, ids[:page_limit]) r;
  next := CASE WHEN cardinality(ids) > page_limit
               THEN jsonb_strip_nulls(place || jsonb_build_object('end', rest, 'past', last)) ELSE rest END;
END $$;
REVOKE ALL ON FUNCTION public.search_posts(uuid, text, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.search_posts(uuid, text, integer, jsonb) TO authenticated;
