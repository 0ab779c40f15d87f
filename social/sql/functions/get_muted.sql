-- Whom the viewer has muted, the latest first (GET /social/muted): UserSummary with muted_at, until (NULL: for good) and
-- viewer; neither mutes whose time is over nor people whom a block or a suspension hides.
-- definer: applies the rule of who is seen itself, once, instead of by policy for every row.
CREATE OR REPLACE FUNCTION public.get_muted(viewer uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  below timestamptz := coalesce((after ->> 'at')::timestamptz, 'infinity');
  below_id uuid := coalesce((after ->> 'id')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  people json[];
  keys jsonb[];
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT array_agg(w.person), array_agg(w.key) INTO people, keys
    FROM (SELECT json_build_object('id', p.id, 'user_handle', p.user_handle, 'display_name', p.display_name,
                   'avatar_url', p.avatar_url, 'is_verified', p.is_verified, 'muted_at', private.iso(m.created_at),
                   'until', private.iso(m.until), 'viewer', private.viewer_json(false, r.follows, r.followed_by,
                     r.mutual, r.requested, r.blocked, true, r.liked, r.can_message)) AS person,
                 jsonb_build_object('at', m.created_at, 'id', m.muted_id) AS key
            FROM public.mutes m JOIN public.profiles p ON p.id = m.muted_id
            CROSS JOIN LATERAL private.relation(viewer, p.id) r
           WHERE m.muter_id = viewer AND (m.until IS NULL OR m.until > private.clock())
             AND (m.created_at, m.muted_id) < (below, below_id)
             AND private.is_active(p) AND NOT r.blocked AND NOT r.blocked_by
           ORDER BY m.created_at DESC, m.muted_id DESC LIMIT page_limit + 1) w;
  results := coalesce(array_to_json(people[:page_limit]), '[]'::json);
  next := CASE WHEN cardinality(people) > page_limit THEN keys[page_limit] END;
END $$;
REVOKE ALL ON FUNCTION public.get_muted(uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_muted(uuid, integer, jsonb) TO authenticated;
