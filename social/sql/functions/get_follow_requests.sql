-- Who asks to follow the viewer, newest first.
-- definer: applies the rule of who is seen itself, once, instead of by policy for every row.
CREATE OR REPLACE FUNCTION public.get_follow_requests(viewer uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT l.results, l.next INTO results, next FROM private.people_page(viewer, 'requests', viewer, page_limit, after) l;
END $$;
REVOKE ALL ON FUNCTION public.get_follow_requests(uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_follow_requests(uuid, integer, jsonb) TO authenticated;
