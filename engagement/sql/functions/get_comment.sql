-- One comment (GET /engagement/comment/{id}); refuses 404 for what the viewer (NULL: anonymous) may not read.
-- definer: reads blocks of others to decide, and counters in private.
CREATE OR REPLACE FUNCTION public.get_comment(viewer uuid, comment uuid, OUT body json, OUT version bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  IF NOT private.can_see_comment(viewer, comment) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
  SELECT r.body, c.version INTO body, version
    FROM public.comments c JOIN private.comment_rows(viewer, ARRAY[comment], 1) r ON true WHERE c.id = comment;
END $$;
REVOKE ALL ON FUNCTION public.get_comment(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_comment(uuid, uuid) TO anon, authenticated;
