-- The comments below a post, or below one of them (`parent`), in the order of `sort`: new, old, or top by likes as last
-- folded (GET /engagement/comments/{postId}). Refuses 404 for a post that the viewer (NULL: anonymous) may not see, and
-- for a parent that is none there for them.
-- definer: applies the rule of who is seen itself, once, instead of by policy for every row.
CREATE OR REPLACE FUNCTION public.get_comments(
  viewer uuid, post uuid, sort text, parent uuid, page_limit integer, after jsonb, OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  PERFORM private.require_post(viewer, post);
  IF parent IS NOT NULL AND NOT EXISTS (
       SELECT FROM public.comments c JOIN private.comment_rows(viewer, ARRAY[parent], 1) r ON true
        WHERE c.id = parent AND c.post_id = post) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
  SELECT p.results, p.next INTO results, next
    FROM private.comment_page(viewer, post, coalesce(parent, post), sort, page_limit, after) p;
END $$;
REVOKE ALL ON FUNCTION public.get_comments(uuid, uuid, text, uuid, integer, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_comments(uuid, uuid, text, uuid, integer, jsonb) TO anon, authenticated;
