-- Hides a comment below the actor's own post, or shows it again; returns whether that changed anything. Tells nobody.
-- Refuses 404 for what the actor may not read, 403 not_author for what stands below somebody else's post.
CREATE OR REPLACE FUNCTION private.set_comment_hidden_by_author(actor uuid, comment uuid, hide boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  found public.comments;
BEGIN
  SELECT * INTO found FROM public.comments c WHERE c.id = comment FOR NO KEY UPDATE;
  IF NOT private.can_see_comment(actor, comment) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  ELSIF NOT private.wrote_post(actor, found.post_id) THEN
    PERFORM public.refuse(403, 'not_author', 'Only the author of a post can hide what is below it.');
  ELSIF hide = (found.hidden_by_author_at IS NOT NULL) THEN
    RETURN false;
  END IF;
  UPDATE public.comments c SET hidden_by_author_at = CASE WHEN hide THEN private.clock() END, version = c.version + 1
   WHERE c.id = comment;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION private.set_comment_hidden_by_author(uuid, uuid, boolean) FROM PUBLIC, anon, authenticated, service_role;
