-- A page of one of somebody's lists of people as the viewer may see it: UserSummary, since when, and how the viewer stands
-- to them; without whom a block or a suspension hides (one's own blocked are listed as such). A page looks at some 2,000
-- people at most, however few are left of them: it may be short while `next` leads on.
CREATE OR REPLACE FUNCTION private.people_page(
  viewer uuid, list text, target uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  below timestamptz := coalesce((after ->> 'at')::timestamptz, 'infinity');
  below_id uuid := coalesce((after ->> 'id')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  since text := CASE list WHEN 'blocked' THEN 'blocked_at' WHEN 'requests' THEN 'requested_at' ELSE 'followed_at' END;
  batch integer := page_limit + 5;
  looked integer := 0;
  ids uuid[];
  ats timestamptz[];
  entries json[] := '{}';
  keys jsonb[] := '{}';
BEGIN
  LOOP
    SELECT array_agg(e.id), array_agg(e.at) INTO ids, ats FROM private.people_in(list, target, batch, below, below_id) e;
    SELECT entries || array_agg(x.entry ORDER BY x.n), keys || array_agg(x.key ORDER BY x.n) INTO entries, keys
      FROM (SELECT w.n, jsonb_build_object('at', w.at, 'id', w.id) AS key,
                   private.person_json(p, since, w.at, private.viewer_json(p.id = viewer, r.follows, r.followed_by,
                     r.mutual, r.requested, r.blocked, r.muted, r.liked, r.can_message)) AS entry
              FROM unnest(ids, ats) WITH ORDINALITY AS w (id, at, n)
              JOIN public.profiles p ON p.id = w.id CROSS JOIN LATERAL private.relation(viewer, p.id) r
             WHERE private.is_active(p) AND NOT r.blocked_by AND (NOT r.blocked OR list = 'blocked')
             ORDER BY w.n LIMIT page_limit + 1 - cardinality(entries)) x;
    EXIT WHEN cardinality(entries) > page_limit OR coalesce(cardinality(ids), 0) < batch;
    below := ats[batch]; below_id := ids[batch];
    looked := looked + batch;
    EXIT WHEN looked >= 2000;
    batch := batch * 4;
  END LOOP;
  results := array_to_json(entries[:page_limit]);
  next := CASE WHEN cardinality(entries) > page_limit THEN keys[page_limit]
               WHEN looked >= 2000 THEN jsonb_build_object('at', below, 'id', below_id) END;
END $$;
REVOKE ALL ON FUNCTION private.people_page(uuid, text, uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
