-- Whom the viewer blocks, newest first.
-- definer: reads the profiles of people whom the block hides.
CREATE OR REPLACE FUNCTION public.get_blocked(viewer uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT l.results, l.next INTO results, next FROM private.people_page(viewer, 'blocked', viewer, page_limit, after) l;
END $$;
REVOKE ALL ON FUNCTION public.get_blocked(uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_blocked(uuid, integer, jsonb) TO authenticated;
