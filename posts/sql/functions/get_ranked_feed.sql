-- The viewer's home feed by score (GET /posts?mode=ranked): the newest 100 entries of own and followed people's posts and
-- reposts, ordered once (private.rank_entries); each page asks anew what the viewer may see of them. `next` of the first
-- page carries the `entries` and when they were read; the caller keeps those and gives them back in `after` with `from`,
-- how many were passed, which is all that the `next` of later pages has.
-- definer: reads follows, blocks and the feed's entries, as public.get_feed does.
CREATE OR REPLACE FUNCTION public.get_ranked_feed(
  viewer uuid, page_limit integer, after jsonb, OUT results text, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  seen pg_snapshot := (after ->> 'seen')::pg_snapshot;
  read_from timestamptz := (after ->> 'read_from')::timestamptz;
  passed integer := coalesce((after ->> 'from')::integer, 0);
  entries record;
  bodies text[];
  places bigint[];
BEGIN
  PERFORM public.require_actor(viewer);
  IF after IS NULL THEN
    entries := private.rank_entries(viewer, 100);
  ELSE
    entries := private.kept_entries(viewer, after -> 'entries');
  END IF;
  SELECT array_agg(f.body), array_agg(f.place) INTO bodies, places
    FROM private.feed_rows(viewer, entries.ats[passed + 1:], entries.posts[passed + 1:], entries.actors[passed + 1:],
           seen, read_from, coalesce(read_from - interval '1 minute', 'infinity'), page_limit + 1) f;
  IF cardinality(bodies) > page_limit THEN
    next := jsonb_build_object('from', passed + places[page_limit]);
    bodies := bodies[:page_limit];
    IF after IS NULL THEN
      next := next || jsonb_build_object('seen', pg_current_snapshot()::text, 'read_from', clock_timestamp(), 'entries',
        (SELECT jsonb_agg(e) FROM unnest(entries.ats, entries.posts, entries.actors) AS e (at, post, actor)));
    END IF;
  END IF;
  IF private.has_campaigns() THEN
    bodies := private.with_sponsored(viewer, bodies);
  END IF;
  results := concat('[', array_to_string(bodies, ','), ']');
END $$;
REVOKE ALL ON FUNCTION public.get_ranked_feed(uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_ranked_feed(uuid, integer, jsonb) TO authenticated;
