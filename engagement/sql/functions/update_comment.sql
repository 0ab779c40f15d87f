-- Reword one's own comment (PUT /engagement/comment/{id}): its mentions are found anew, and those who were not
-- mentioned before are told. Refuses 404 for what the actor may not read, 403 not_author, 412 stale_version,
-- 400 content_required, 403 account_suspended.
-- definer: writes comments, which no app's role may write.
CREATE OR REPLACE FUNCTION public.update_comment(
  actor uuid, comment uuid, content text, expected_version bigint DEFAULT NULL, OUT body json, OUT version bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  own public.comments;
  mentioned jsonb := private.mentions_of(actor, content, (
    SELECT jsonb_object_agg(m.handle, m.user_id) FROM public.comment_mentions m
     WHERE m.comment_id = comment AND m.handle IS NOT NULL));
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_active(actor);
  PERFORM private.check_comment(content);
  SELECT * INTO own FROM public.comments c WHERE c.id = comment AND c.author_id = actor FOR NO KEY UPDATE;
  IF NOT private.can_see_comment(actor, comment) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  ELSIF own.id IS NULL THEN
    PERFORM public.refuse(403, 'not_author', 'Only its author can change a comment.');
  ELSIF own.version <> expected_version THEN
    PERFORM public.refuse(412, 'stale_version', 'The comment has changed since you read it.');
  ELSIF own.content <> update_comment.content THEN
    UPDATE public.comments c SET content = update_comment.content, has_mentions = mentioned <> '[]',
           edited_at = clock_timestamp(), version = c.version + 1
     WHERE c.id = comment;
    PERFORM private.notify_of_comment(own, private.set_comment_mentions(comment, mentioned), '{}');
  END IF;
  SELECT c.version INTO version FROM public.comments c WHERE c.id = comment;
  SELECT r.body INTO body FROM private.comment_rows(actor, ARRAY[comment], 1) r;
END $$;
REVOKE ALL ON FUNCTION public.update_comment(uuid, uuid, text, bigint) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.update_comment(uuid, uuid, text, bigint) TO authenticated;
