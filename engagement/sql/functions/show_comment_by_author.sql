-- Shows a comment again that one has hidden below one's own post (DELETE /engagement/comment/{id}/hide); where it is not
-- hidden, nothing happens. Refuses what private.set_comment_hidden_by_author refuses, and 403 account_suspended.
-- definer: writes comments, which no app's role may write.
CREATE OR REPLACE FUNCTION public.show_comment_by_author(actor uuid, comment uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_active(actor);
  PERFORM private.set_comment_hidden_by_author(actor, comment, false);
END $$;
REVOKE ALL ON FUNCTION public.show_comment_by_author(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.show_comment_by_author(uuid, uuid) TO authenticated;
