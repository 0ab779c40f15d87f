-- Hides a comment below one's own post from everybody but oneself and its author (POST /engagement/comment/{id}/hide): the
-- Comment; created is false where it was hidden already. What answers it keeps its place below a tombstone.
-- Refuses what private.set_comment_hidden_by_author refuses, and 403 account_suspended.
-- definer: writes comments, which no app's role may write.
CREATE OR REPLACE FUNCTION public.hide_comment_by_author(
  actor uuid, comment uuid, OUT body json, OUT version bigint, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_active(actor);
  created := private.set_comment_hidden_by_author(actor, comment, true);
  SELECT g.body, g.version INTO body, version FROM public.get_comment(actor, comment) g;
END $$;
REVOKE ALL ON FUNCTION public.hide_comment_by_author(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.hide_comment_by_author(uuid, uuid) TO authenticated;
