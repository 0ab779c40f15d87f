-- The viewer's home feed by time (GET /posts?mode=latest): own and followed people's posts and their reposts,
-- each post once. `next` carries what its first page could see, so that the pages are of one moment: nothing is
-- skipped or doubled while others write.
-- definer: reads follows, blocks and the feed's entries, and applies the rule itself once for all rows.
CREATE OR REPLACE FUNCTION public.get_feed(
  viewer uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  found bigint;
  at timestamptz;
  post uuid;
  actor uuid;
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT json_agg(f.body) FILTER (WHERE f.place <= page_limit), count(*),
         (array_agg(f.created_at) FILTER (WHERE f.place = page_limit))[1],
         (array_agg(f.post_id) FILTER (WHERE f.place = page_limit))[1],
         (array_agg(f.actor_id) FILTER (WHERE f.place = page_limit))[1]
    INTO results, found, at, post, actor
    FROM private.feed_rows(viewer, page_limit + 1, after)
         WITH ORDINALITY AS f (created_at, post_id, actor_id, body, place);
  results := coalesce(results, '[]'::json);
  IF found > page_limit THEN
    next := jsonb_build_object('at', at, 'post', post, 'actor', actor,
      'seen', coalesce(after ->> 'seen', pg_current_snapshot()::text),
      'read_from', coalesce((after ->> 'read_from')::timestamptz, clock_timestamp()));
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.get_feed(uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_feed(uuid, integer, jsonb) TO authenticated;
