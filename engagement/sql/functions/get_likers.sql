-- Who likes a post or a comment, the latest first (GET /engagement/likes/{contentId}): UserSummary, without those a
-- block or a suspension hides from the viewer (NULL: anonymous). Refuses 404 for what the viewer may not see.
-- definer: applies the rule of who is seen itself, once, instead of by policy for every row.
CREATE OR REPLACE FUNCTION public.get_likers(
  viewer uuid, content uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  below timestamptz := coalesce((after ->> 'at')::timestamptz, 'infinity');
  below_id uuid := coalesce((after ->> 'id')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  people json[];
  ats timestamptz[];
  ids uuid[];
BEGIN
  PERFORM public.require_actor(viewer);
  PERFORM private.require_content(viewer, content);
  SELECT array_agg(w.person), array_agg(w.created_at), array_agg(w.user_id) INTO people, ats, ids
    FROM (SELECT private.user_summary(p) AS person, l.created_at, l.user_id
            FROM (SELECT k.created_at, k.user_id FROM public.likes k WHERE k.post_id = content
                  UNION ALL
                  SELECT k.created_at, k.user_id FROM public.comment_likes k WHERE k.comment_id = content) l
            JOIN public.profiles p ON p.id = l.user_id
            CROSS JOIN LATERAL private.relation(viewer, p.id) r
           WHERE (l.created_at, l.user_id) < (below, below_id)
             AND (p.id = viewer OR private.is_active(p) AND NOT r.blocked AND NOT r.blocked_by)
           ORDER BY l.created_at DESC, l.user_id DESC LIMIT page_limit + 1) w;
  results := coalesce(array_to_json(people[:page_limit]), '[]'::json);
  IF cardinality(ids) > page_limit THEN
    next := jsonb_build_object('at', ats[page_limit], 'id', ids[page_limit]);
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.get_likers(uuid, uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_likers(uuid, uuid, integer, jsonb) TO anon, authenticated;
