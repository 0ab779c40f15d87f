-- The wordings of a post, newest first, the one that stands included (GET /posts/{id}/history): revision, content,
-- created_at; of the old ones those written for an audience that the viewer belongs to.
-- Refuses 404 for what the viewer may not see.
-- definer: the history lies in private.
CREATE OR REPLACE FUNCTION public.get_post_history(
  viewer uuid, post uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  p public.posts;
  open text[];
  bodies json[];
  revisions integer[];
BEGIN
  PERFORM public.require_actor(viewer);
  p := private.require_post(viewer, post);
  open := private.visible_audiences(viewer, p.author_id);
  SELECT array_agg(json_build_object('revision', w.revision, 'content', w.content, 'created_at', private.iso(w.created_at))
                   ORDER BY w.revision DESC), array_agg(w.revision ORDER BY w.revision DESC)
    INTO bodies, revisions
    FROM (SELECT r.* FROM (
            SELECT h.revision, h.content, h.created_at FROM private.post_history h
             WHERE h.post_id = post AND h.audience = ANY (open)
            UNION ALL
            SELECT 1 + count(*)::integer, p.content, coalesce(p.edited_at, p.created_at) FROM private.post_history h
             WHERE h.post_id = post) r
           WHERE r.revision < coalesce((after ->> 'revision')::integer, 2147483647)
           ORDER BY r.revision DESC LIMIT page_limit + 1) w;
  results := coalesce(array_to_json(bodies[:page_limit]), '[]'::json);
  IF cardinality(revisions) > page_limit THEN
    next := jsonb_build_object('revision', revisions[page_limit]);
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.get_post_history(uuid, uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_post_history(uuid, uuid, integer, jsonb) TO authenticated;
