-- The viewer's home feed by time (GET /posts?mode=latest): own and followed people's posts and their reposts,
-- each post once. `next` carries what its first page could see, so that the pages are of one moment: nothing is
-- skipped or doubled while others write. `head` names that moment: given as `after` -> 'since' to a later reading, that
-- one has what has come since then alone, and `next` then leads on in the gap between its end and then.
-- definer: reads follows, blocks and the feed's entries, and applies the rule itself once for all rows.
CREATE OR REPLACE FUNCTION public.get_feed(
  viewer uuid, page_limit integer, after jsonb, OUT results text, OUT next jsonb, OUT head jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  seen pg_snapshot := (after ->> 'seen')::pg_snapshot;
  read_from timestamptz := (after ->> 'read_from')::timestamptz;
  doubtful timestamptz := coalesce(read_from - interval '1 minute', 'infinity');
  at timestamptz := coalesce((after ->> 'at')::timestamptz, 'infinity');
  post uuid := coalesce((after ->> 'post')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  actor uuid := coalesce((after ->> 'actor')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  since jsonb := nullif(after -> 'since', 'null');
  batch integer := page_limit + 5;
  missing integer := page_limit;
  entries record;
  part text[];
  bodies text[] := '{}';
  places bigint[];
  found integer;
  last integer;
  ended boolean;
BEGIN
  PERFORM public.require_actor(viewer);
  LOOP
    entries := private.feed_candidates(viewer, batch, doubtful, at, post, actor);
    ended := coalesce(cardinality(entries.ats), 0) < batch;
    at := entries.ats[batch]; post := entries.posts[batch]; actor := entries.actors[batch];
    IF since IS NOT NULL THEN
      ended := ended OR at < (since ->> 'read_from')::timestamptz - interval '1 minute';
      entries := private.entries_since(entries.ats, entries.posts, entries.actors, since);
    END IF;
    SELECT array_agg(f.body), array_agg(f.place) INTO part, places
      FROM private.feed_rows(viewer, entries.ats, entries.posts, entries.actors,
                             seen, read_from, doubtful, missing + 1) f;
    found := coalesce(cardinality(part), 0);
    last := places[least(found, missing)];
    bodies := bodies || part[:missing];
    IF last IS NOT NULL THEN
      next := jsonb_build_object('at', entries.ats[last], 'post', entries.posts[last],
                                 'actor', entries.actors[last]);
    END IF;
    EXIT WHEN found > missing OR ended;
    missing := missing - found;
    batch := least(batch * 4, 2000);
  END LOOP;
  IF private.has_campaigns() THEN
    bodies := private.with_sponsored(viewer, bodies);
  END IF;
  results := concat('[', array_to_string(bodies, ','), ']');
  head := jsonb_build_object('seen', coalesce(seen, pg_current_snapshot())::text,
                             'read_from', coalesce(read_from, clock_timestamp()));
  next := CASE WHEN found > missing THEN next || head || jsonb_build_object('since', since) END;
END $$;
REVOKE ALL ON FUNCTION public.get_feed(uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_feed(uuid, integer, jsonb) TO authenticated;
