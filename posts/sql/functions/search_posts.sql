-- Posts by words and #tags (GET /search/posts): every word, the last also as a beginning. Among the newest 60 that the
-- viewer may see: own and followed people's first, then by time. Refuses 400 query_too_short.
-- `next` carries when its first page was read: what is posted meanwhile does not move the pages.
-- definer: reads words, blocks and follows, and applies the rule itself.
CREATE OR REPLACE FUNCTION public.search_posts(
  viewer uuid, q text, page_limit integer, after jsonb, OUT results text, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  until timestamptz := coalesce((after ->> 'until')::timestamptz, clock_timestamp());
  ids uuid[];
  last jsonb;
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT array_agg(w.id), (array_agg(w.place))[page_limit] INTO ids, last FROM (
    SELECT f.id, jsonb_build_object('far', NOT f.near, 'at', -extract(epoch FROM f.created_at), 'id', f.id) AS place
      FROM private.find_posts(viewer, private.post_query(q), until, 60) f
     WHERE after IS NULL OR (NOT f.near, -extract(epoch FROM f.created_at), f.id)
                          > ((after ->> 'far')::boolean, (after ->> 'at')::numeric, (after ->> 'id')::uuid)
     ORDER BY NOT f.near, -extract(epoch FROM f.created_at), f.id LIMIT page_limit + 1) w;
  SELECT concat('[', string_agg(r.body, ',' ORDER BY r.place), ']') INTO results
    FROM private.post_rows(viewer, ids[:page_limit]) r;
  IF cardinality(ids) > page_limit THEN
    next := last || jsonb_build_object('until', until);
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.search_posts(uuid, text, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.search_posts(uuid, text, integer, jsonb) TO authenticated;
