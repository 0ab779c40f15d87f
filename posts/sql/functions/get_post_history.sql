-- Every wording a post has had, newest first, the one that stands included (GET /posts/{id}/history): revision,
-- content, created_at. Refuses 404 for what the viewer may not see.
-- definer: the history lies in private.
CREATE OR REPLACE FUNCTION public.get_post_history(
  viewer uuid, post uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  p public.posts;
  last integer;
BEGIN
  PERFORM public.require_actor(viewer);
  p := private.require_post(viewer, post);
  WITH revisions AS (
    SELECT h.revision, h.content, h.created_at FROM private.post_history h WHERE h.post_id = post
    UNION ALL
    SELECT (SELECT count(*) + 1 FROM private.post_history h WHERE h.post_id = post)::integer, p.content,
           coalesce(p.edited_at, p.created_at)
  ), page AS (
    SELECT r.* FROM revisions r WHERE r.revision < coalesce((after ->> 'revision')::integer, 2147483647)
     ORDER BY r.revision DESC LIMIT page_limit
  )
  SELECT coalesce(json_agg(json_build_object('revision', r.revision, 'content', r.content,
           'created_at', private.iso(r.created_at)) ORDER BY r.revision DESC), '[]'), min(r.revision)
    INTO results, last FROM page r;
  IF last > 1 THEN
    next := jsonb_build_object('revision', last);
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.get_post_history(uuid, uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_post_history(uuid, uuid, integer, jsonb) TO authenticated;
