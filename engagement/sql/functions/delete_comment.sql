-- Delete one's own comment, or any that one sees below one's own post (DELETE /engagement/comment/{id}); the answers
-- keep their place below a tombstone. Deleting it again does nothing; one's own can be deleted also out of sight.
-- Refuses 404 for what the actor may not read, 403 not_author.
-- definer: writes comments, which no app's role may write.
CREATE OR REPLACE FUNCTION public.delete_comment(actor uuid, comment uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  found public.comments;
  own_post boolean;
BEGIN
  PERFORM public.require_actor(actor);
  SELECT * INTO found FROM public.comments c WHERE c.id = comment FOR UPDATE;
  own_post := private.wrote_post(actor, found.post_id);
  IF coalesce(found.author_id = actor, false)
     OR own_post AND (found.deleted_at IS NOT NULL OR private.can_see_comment(actor, comment)) THEN
    UPDATE public.comments c SET deleted_at = clock_timestamp(), version = c.version + 1
     WHERE c.id = comment AND c.deleted_at IS NULL;
  ELSIF private.can_see_comment(actor, comment) THEN
    PERFORM public.refuse(403, 'not_author', 'Only its author, or that of the post, can delete a comment.');
  ELSE
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.delete_comment(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.delete_comment(uuid, uuid) TO authenticated;
