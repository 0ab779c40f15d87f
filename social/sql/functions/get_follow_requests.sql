-- Who asks to follow the viewer, newest first.
-- definer: applies the rule of who is seen itself, once, instead of by policy for every row.
CREATE OR REPLACE FUNCTION public.get_follow_requests(viewer uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  below timestamptz := coalesce((after ->> 'at')::timestamptz, 'infinity');
  below_id uuid := coalesce((after ->> 'id')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT coalesce(json_agg(l.entry ORDER BY l.n) FILTER (WHERE l.n <= page_limit), '[]'),
    (jsonb_agg(jsonb_build_object('at', l.at, 'id', l.id)) FILTER (WHERE l.n = page_limit AND l.total > page_limit)) -> 0
  INTO results, next
  FROM (SELECT x.*, row_number() OVER (ORDER BY x.at DESC, x.id DESC) AS n, count(*) OVER () AS total FROM (
    SELECT e.created_at AS at, e.requester_id AS id, private.person_json(p, 'requested_at', e.created_at, private.viewer_json(
        p.id = viewer, r.follows, r.followed_by, r.mutual, r.requested, r.blocked, r.muted, r.liked, r.can_message)) AS entry
    FROM public.follow_requests e JOIN public.profiles p ON p.id = e.requester_id CROSS JOIN LATERAL private.relation(viewer, p.id) r
    WHERE e.target_id = viewer AND (e.created_at, e.requester_id) < (below, below_id)
      AND private.is_active(p) AND NOT r.blocked_by
    ORDER BY e.created_at DESC, e.requester_id DESC LIMIT page_limit + 1) x) l;
END $$;
REVOKE ALL ON FUNCTION public.get_follow_requests(uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_follow_requests(uuid, integer, jsonb) TO authenticated;
