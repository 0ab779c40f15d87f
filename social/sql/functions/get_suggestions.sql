-- Whom the viewer might want to follow (GET /social/suggestions), in the order of private.people_to_suggest: UserSummary,
-- how many of those they follow do so, and how the viewer stands to them. Only public accounts that are active and let
-- themselves be found; nobody whom the viewer follows, has asked to or has muted, and nobody across a block.
-- definer: applies the rule of who is seen itself, once, instead of by policy for every row.
CREATE OR REPLACE FUNCTION public.get_suggestions(viewer uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  past_known integer := coalesce((after ->> 'known')::integer, 2147483647);
  past bigint := coalesce((after ->> 'weight')::bigint, 0);
  past_id uuid := coalesce((after ->> 'id')::uuid, '00000000-0000-0000-0000-000000000000');
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT coalesce(json_agg(l.entry ORDER BY l.n) FILTER (WHERE l.n <= page_limit), '[]'),
    (jsonb_agg(jsonb_build_object('known', l.known, 'weight', l.weight, 'id', l.id))
      FILTER (WHERE l.n = page_limit AND l.total > page_limit)) -> 0
  INTO results, next
  FROM (SELECT x.*, row_number() OVER (ORDER BY x.known DESC, x.weight DESC, x.id) AS n, count(*) OVER () AS total FROM (
    SELECT c.id, c.known, c.weight, (private.user_summary(p)::jsonb || jsonb_build_object('followed_by_count', c.known,
      'viewer', private.viewer_json(false, r.follows, r.followed_by, r.mutual, r.requested, r.blocked, r.muted, r.liked,
        r.can_message)))::json AS entry
    FROM (SELECT s.* FROM private.people_to_suggest(viewer) s
      WHERE (-s.known, -s.weight, s.id) > (-past_known, -past, past_id)
      ORDER BY s.known DESC, s.weight DESC, s.id OFFSET 0) c
    JOIN public.profiles p ON p.id = c.id CROSS JOIN LATERAL private.relation(viewer, p.id) r
    WHERE p.id <> viewer AND private.is_active(p) AND p.profile_visibility = 'public'
      AND NOT coalesce((SELECT true FROM public.user_settings u WHERE u.user_id = p.id AND NOT u.searchable), false)
      AND NOT r.follows AND NOT r.requested AND NOT r.blocked AND NOT r.blocked_by AND NOT r.muted
    ORDER BY c.known DESC, c.weight DESC, c.id LIMIT page_limit + 1) x) l;
END $$;
REVOKE ALL ON FUNCTION public.get_suggestions(uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_suggestions(uuid, integer, jsonb) TO authenticated;
