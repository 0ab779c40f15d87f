-- A person's own posts that the viewer (NULL: anonymous) may see, newest first (GET /posts/user/{userId}).
-- Refuses 404 for a person who is not there for the viewer; a closed account's list is just empty.
-- definer: reads blocks and follows once for the whole list instead of once a row.
CREATE OR REPLACE FUNCTION public.get_user_posts(
  viewer uuid, target uuid, page_limit integer, after jsonb, OUT results text, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  shown text[];
  ids uuid[];
  ats timestamptz[];
BEGIN
  PERFORM public.require_actor(viewer);
  PERFORM private.require_person(viewer, target);
  shown := private.visible_audiences(viewer, target);
  SELECT array_agg(w.id ORDER BY w.created_at DESC, w.id DESC), array_agg(w.created_at ORDER BY w.created_at DESC, w.id DESC)
    INTO ids, ats
    FROM (SELECT p.id, p.created_at FROM public.posts p
           WHERE p.author_id = target AND p.deleted_at IS NULL AND p.audience = ANY (shown)
             AND (p.hidden_at IS NULL OR target = viewer)
             AND (p.created_at, p.id) < (coalesce((after ->> 'at')::timestamptz, 'infinity'),
                                         coalesce((after ->> 'id')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
           ORDER BY p.created_at DESC, p.id DESC LIMIT page_limit + 1) w;
  SELECT concat('[', string_agg(r.body, ',' ORDER BY r.place), ']') INTO results
    FROM private.post_rows(viewer, ids[:page_limit]) r;
  IF cardinality(ids) > page_limit THEN
    next := jsonb_build_object('at', ats[page_limit], 'id', ids[page_limit]);
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.get_user_posts(uuid, uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_user_posts(uuid, uuid, integer, jsonb) TO anon, authenticated;
