-- The viewer's home feed by time (GET /posts?mode=latest): own and followed people's posts and their reposts,
-- each post once. `next` carries what its first page could see, so that the pages are of one moment: nothing is
-- skipped or doubled while others write.
-- definer: reads follows, blocks and the feed's entries, and applies the rule itself once for all rows.
CREATE OR REPLACE FUNCTION public.get_feed(
  viewer uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  bodies json[];
  ats timestamptz[];
  posts uuid[];
  actors uuid[];
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT array_agg(f.body), array_agg(f.created_at), array_agg(f.post_id), array_agg(f.actor_id)
    INTO bodies, ats, posts, actors FROM private.feed_rows(viewer, page_limit + 1, after) f;
  results := coalesce(array_to_json(bodies[:page_limit]), '[]'::json);
  IF cardinality(ats) > page_limit THEN
    next := jsonb_build_object('at', ats[page_limit], 'post', posts[page_limit], 'actor', actors[page_limit],
      'seen', coalesce(after ->> 'seen', pg_current_snapshot()::text),
      'read_from', coalesce((after ->> 'read_from')::timestamptz, clock_timestamp()));
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.get_feed(uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_feed(uuid, integer, jsonb) TO authenticated;
