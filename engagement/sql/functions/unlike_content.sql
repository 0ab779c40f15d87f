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
  DELETE FROM public.likes l WHERE l.post_id = content AND l.user_id = actor;
  IF FOUND THEN
    PERFORM private.log_like(p.id, p.author_id, actor, false, false) FROM public.posts p
      WHERE p.id = unlike_content.content;
  ELSE
    DELETE FROM public.comment_likes l WHERE l.comment_id = content AND l.user_id = actor;
    IF NOT FOUND THEN
      PERFORM private.require_content(actor, content);
    END IF;
  END IF;
  seen := private.can_see_post(actor, content) OR private.can_see_comment(actor, content);
  body := json_build_object('liked', false, 'like_count', CASE WHEN seen THEN private.current_likes(content) END);
END $$;
REVOKE ALL ON FUNCTION public.unlike_content(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.unlike_content(uuid, uuid) TO authenticated;
