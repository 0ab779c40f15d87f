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
  last record;
BEGIN
  PERFORM public.require_actor(viewer);
  ids := ARRAY(SELECT f.id FROM private.find_posts(viewer, private.post_query(q), until, 60) f
                WHERE after IS NULL
                   OR (NOT f.near, -extract(epoch FROM f.created_at), f.id)
                    > ((after ->> 'far')::boolean, (after ->> 'at')::numeric, (after ->> 'id')::uuid)
                ORDER BY NOT f.near, -extract(epoch FROM f.created_at), f.id LIMIT page_limit + 1);
  SELECT concat('[', string_agg(r.body, ',' ORDER BY r.place), ']') INTO results
    FROM private.post_rows(viewer, ids[:page_limit]) r;
  IF cardinality(ids) > page_limit THEN
    SELECT w.author_id <> viewer AND NOT EXISTS (SELECT FROM public.followers f
             WHERE f.follower_id = viewer AND f.following_id = w.author_id) AS far, w.created_at
      INTO last FROM private.post_words w WHERE w.post_id = ids[page_limit];
    next := jsonb_build_object('far', last.far, 'at', -extract(epoch FROM last.created_at), 'id', ids[page_limit],
                               'until', until);
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.search_posts(uuid, text, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.search_posts(uuid, text, integer, jsonb) TO authenticated;
