-- Like a post or a comment (POST /engagement/like/{contentId}): {liked, like_count}; created is false where the like
-- stood. Refuses 404 for what the actor may not see, 403 account_suspended.
-- definer: writes likes, which no app's role may write.
CREATE OR REPLACE FUNCTION public.like_content(actor uuid, content uuid, OUT body json, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_active(actor);
  IF private.require_content(actor, content) = 'post' THEN
    created := public.increment_post_likes(content, actor);
  ELSE
    INSERT INTO public.comment_likes (comment_id, user_id, created_at) VALUES (content, actor, private.clock())
    ON CONFLICT DO NOTHING;
    created := FOUND;
    IF created THEN
      PERFORM private.notify(c.author_id, actor, 'like', 'comment', c.id)
         FROM public.comments c WHERE c.id = like_content.content;
    END IF;
  END IF;
  body := json_build_object('liked', true, 'like_count', private.current_likes(content));
END $$;
REVOKE ALL ON FUNCTION public.like_content(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.like_content(uuid, uuid) TO authenticated;
