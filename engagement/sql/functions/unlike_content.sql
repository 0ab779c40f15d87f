-- Take back the like of a post or a comment (DELETE /engagement/like/{contentId}): {liked, like_count}; where there is
-- none, nothing happens. An own like can be taken back also of what went out of sight (like_count is then null).
-- Refuses 404 for what the actor may not see and does not like.
-- definer: writes likes, which no app's role may write.
CREATE OR REPLACE FUNCTION public.unlike_content(actor uuid, content uuid, OUT body json)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  seen boolean;
BEGIN
  PERFORM public.require_actor(actor);
  WITH undone AS (DELETE FROM public.likes l WHERE l.post_id = content AND l.user_id = actor RETURNING l.post_id)
  INSERT INTO public.post_like_logs (post_id, author_id, user_id, liked, created_at)
  SELECT p.id, p.author_id, actor, false, private.clock() FROM undone u JOIN public.posts p ON p.id = u.post_id;
  IF NOT FOUND THEN
    DELETE FROM public.comment_likes l WHERE l.comment_id = content AND l.user_id = actor;
  END IF;
  IF NOT FOUND THEN
    PERFORM private.require_content(actor, content);
  END IF;
  seen := private.can_see_post(actor, content) OR private.can_see_comment(actor, content);
  body := json_build_object('liked', false, 'like_count', CASE WHEN seen THEN private.current_likes(content) END);
END $$;
REVOKE ALL ON FUNCTION public.unlike_content(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.unlike_content(uuid, uuid) TO authenticated;
