-- Whom a person follows, newest first, without those a block or a suspension hides from the viewer.
-- Refuses what private.require_viewable refuses.
-- definer: applies the rule of who is seen itself, once, instead of by policy for every row.
CREATE OR REPLACE FUNCTION public.get_following(target uuid, viewer uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  PERFORM private.require_viewable(viewer, target);
  SELECT l.results, l.next INTO results, next FROM private.people_page(viewer, 'following', target, page_limit, after) l;
END $$;
REVOKE ALL ON FUNCTION public.get_following(uuid, uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_following(uuid, uuid, integer, jsonb) TO authenticated;
