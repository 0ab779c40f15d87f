-- Who likes a post or a comment, the latest first (GET /engagement/likes/{contentId}): UserSummary, without those a
-- block or a suspension hides from the viewer (NULL: anonymous). Refuses 404 for what the viewer may not see.
-- definer: applies the rule of who is seen itself, once, instead of by policy for every row.
CREATE OR REPLACE FUNCTION public.get_likers(
  viewer uuid, content uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT p.results, p.next INTO results, next
    FROM private.engaged_page(viewer, private.require_content(viewer, content), content, page_limit, after) p;
END $$;
REVOKE ALL ON FUNCTION public.get_likers(uuid, uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_likers(uuid, uuid, integer, jsonb) TO anon, authenticated;
