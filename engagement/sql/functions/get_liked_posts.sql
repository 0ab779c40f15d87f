-- The posts that a person likes and the viewer may see, the latest like first (GET /users/{id}/likes). Refuses what
-- private.require_viewable refuses, and 403 likes_hidden where the person shows them to nobody else (show_liked_posts).
-- A page looks at 500 likes at most, however few of them the viewer may see: it may be short while `next` leads on.
-- definer: applies the rule of who is seen itself, and reads the setting of somebody else.
CREATE OR REPLACE FUNCTION public.get_liked_posts(
  viewer uuid, target uuid, page_limit integer, after jsonb, OUT results text, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  below timestamptz := coalesce((after ->> 'at')::timestamptz, 'infinity');
  below_id uuid := coalesce((after ->> 'id')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  ids uuid[];
  ats timestamptz[];
BEGIN
  PERFORM public.require_actor(viewer);
  PERFORM private.require_viewable(viewer, target);
  IF viewer <> target AND NOT (SELECT u.show_liked_posts FROM public.user_settings u WHERE u.user_id = target) THEN
    PERFORM public.refuse(403, 'likes_hidden', 'This person shows nobody what they like.');
  END IF;
  SELECT array_agg(w.post_id ORDER BY w.created_at DESC, w.post_id DESC),
         array_agg(w.created_at ORDER BY w.created_at DESC, w.post_id DESC)
    INTO ids, ats
    FROM (SELECT s.post_id, s.created_at
            FROM (SELECT l.post_id, l.created_at FROM public.likes l
                   WHERE l.user_id = target AND (l.created_at, l.post_id) < (below, below_id)
                   ORDER BY l.created_at DESC, l.post_id DESC LIMIT 500) s
           WHERE private.can_see_post(viewer, s.post_id)
           ORDER BY s.created_at DESC, s.post_id DESC LIMIT page_limit + 1) w;
  SELECT concat('[', string_agg(r.body, ',' ORDER BY r.place), ']') INTO results
    FROM private.post_rows(viewer, ids[:page_limit]) r;
  IF cardinality(ids) > page_limit THEN
    next := jsonb_build_object('at', ats[page_limit], 'id', ids[page_limit]);
  ELSE
    SELECT jsonb_build_object('at', l.created_at, 'id', l.post_id) INTO next FROM public.likes l
     WHERE l.user_id = target AND (l.created_at, l.post_id) < (below, below_id)
     ORDER BY l.created_at DESC, l.post_id DESC OFFSET 499 LIMIT 1;
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.get_liked_posts(uuid, uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_liked_posts(uuid, uuid, integer, jsonb) TO authenticated;
