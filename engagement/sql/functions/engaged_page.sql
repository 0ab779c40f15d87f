-- A page of private.people_engaged as UserSummary, without those a block or a suspension hides from the viewer (NULL:
-- anonymous), and of reposts without those of closed accounts that the viewer does not follow. Whether the viewer may
-- see the content is the caller's to ask. A page looks at some 2,000 people at most, however few are left of them: it
-- may be short while `next` leads on.
CREATE OR REPLACE FUNCTION private.engaged_page(
  viewer uuid, kind text, content uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  below timestamptz := coalesce((after ->> 'at')::timestamptz, 'infinity');
  below_id uuid := coalesce((after ->> 'id')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  batch integer := page_limit + 5;
  looked integer := 0;
  read_ids uuid[];
  read_ats timestamptz[];
  people json[] := '{}';
  keys jsonb[] := '{}';
BEGIN
  LOOP
    SELECT array_agg(k.id), array_agg(k.at) INTO read_ids, read_ats
      FROM private.people_engaged(kind, content, batch, below, below_id) k;
    SELECT people || array_agg(x.person ORDER BY x.n), keys || array_agg(x.key ORDER BY x.n) INTO people, keys
      FROM (SELECT w.n, jsonb_build_object('at', w.at, 'id', w.id) AS key, private.user_summary(p) AS person
              FROM unnest(read_ids, read_ats) WITH ORDINALITY AS w (id, at, n)
              JOIN public.profiles p ON p.id = w.id CROSS JOIN LATERAL private.relation(viewer, p.id) r
             WHERE p.id = viewer OR private.is_active(p) AND NOT r.blocked AND NOT r.blocked_by
               AND (kind <> 'repost' OR p.profile_visibility = 'public' OR r.follows)
             ORDER BY w.n LIMIT page_limit + 1 - cardinality(people)) x;
    EXIT WHEN cardinality(people) > page_limit OR coalesce(cardinality(read_ids), 0) < batch;
    below := read_ats[batch]; below_id := read_ids[batch];
    looked := looked + batch;
    EXIT WHEN looked >= 2000;
    batch := batch * 4;
  END LOOP;
  results := array_to_json(people[:page_limit]);
  next := CASE WHEN cardinality(people) > page_limit THEN keys[page_limit]
               WHEN looked >= 2000 THEN jsonb_build_object('at', below, 'id', below_id) END;
END $$;
REVOKE ALL ON FUNCTION private.engaged_page(uuid, text, uuid, integer, jsonb)
  FROM PUBLIC, anon, authenticated, service_role;
