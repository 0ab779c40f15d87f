-- Whom the viewer may mention, by the start of handle or name: UserSummary, whom they follow first. Without those whose
-- allow_mentions_from leaves the viewer out.
-- Refuses 400 query_too_short.
-- definer: applies the rule of who is seen itself, once, instead of by policy for every row.
CREATE OR REPLACE FUNCTION public.search_mentions(viewer uuid, q text, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  past_tier smallint := coalesce((after ->> 'tier')::smallint, -1);
  past smallint := coalesce((after ->> 'popularity')::smallint, 0);
  past_id uuid := coalesce((after ->> 'id')::uuid, '00000000-0000-0000-0000-000000000000');
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT coalesce(json_agg(l.entry ORDER BY l.n) FILTER (WHERE l.n <= page_limit), '[]'),
    (jsonb_agg(jsonb_build_object('tier', l.tier, 'popularity', l.popularity, 'id', l.id))
      FILTER (WHERE l.n = page_limit AND l.total > page_limit)) -> 0
  INTO results, next
  FROM (SELECT x.*, row_number() OVER (ORDER BY x.tier, x.popularity DESC, x.id) AS n, count(*) OVER () AS total FROM (
    SELECT c.id, c.tier, c.popularity, private.user_summary(p) AS entry
    FROM (SELECT s.* FROM private.find_people(viewer, q) s
      WHERE (s.tier, -s.popularity, s.id) > (past_tier, -past, past_id)
      ORDER BY s.tier, s.popularity DESC, s.id OFFSET 0) c
    JOIN public.profiles p ON p.id = c.id CROSS JOIN LATERAL private.relation(viewer, p.id) r
    JOIN public.user_settings u ON u.user_id = p.id
    WHERE private.is_active(p) AND NOT r.blocked AND NOT r.blocked_by
      AND p.id <> viewer AND private.in_audience(u.allow_mentions_from, r.follows, r.mutual)
    ORDER BY c.tier, c.popularity DESC, c.id LIMIT page_limit + 1) x) l;
END $$;
REVOKE ALL ON FUNCTION public.search_mentions(uuid, text, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.search_mentions(uuid, text, integer, jsonb) TO authenticated;
