-- Who reposts a post, the latest first (GET /posts/{id}/reposts): UserSummary, of those whose repost the viewer (NULL:
-- anonymous) would be shown. Refuses 404 for what the viewer may not see.
-- definer: applies the rule of who is seen itself, once, instead of by policy for every row.
CREATE OR REPLACE FUNCTION public.get_reposters(
  viewer uuid, post uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  PERFORM private.require_post(viewer, post);
  SELECT p.results, p.next INTO results, next
    FROM private.engaged_page(viewer, 'repost', post, page_limit, after) p;
END $$;
REVOKE ALL ON FUNCTION public.get_reposters(uuid, uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_reposters(uuid, uuid, integer, jsonb) TO anon, authenticated;
