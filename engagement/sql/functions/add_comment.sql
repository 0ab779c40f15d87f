-- Comment on a post, or answer a comment below it (POST /engagement/comment/{postId}). Finds whom it mentions: those
-- whom no block and no allow_mentions_from keeps from it. Refuses 404 for a post that the actor may not see or a parent
-- that is none there, 400 content_required, 403 account_suspended, 403 comments_limited
-- where the author keeps comments to others.
-- definer: writes comments, which no app's role may write.
CREATE OR REPLACE FUNCTION public.add_comment(
  actor uuid, post uuid, content text, parent uuid DEFAULT NULL, OUT body json, OUT version bigint, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  seen public.posts;
  made public.comments;
  answered uuid;
  mentioned jsonb := private.mentions_of(actor, content);
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_active(actor);
  PERFORM private.check_comment(content);
  seen := private.require_post(actor, post);
  IF NOT private.may_comment(actor, seen.id, seen.author_id, seen.comments_from) THEN
    PERFORM public.refuse(403, 'comments_limited', 'The author of this post chose who may comment on it.');
  END IF;
  IF parent IS NOT NULL THEN
    answered := private.answer_comment(actor, post, parent);
  END IF;
  INSERT INTO public.comments (post_id, parent_id, author_id, content, has_mentions, created_at)
  VALUES (post, parent, actor, add_comment.content, mentioned <> '[]', clock_timestamp()) RETURNING * INTO made;
  PERFORM private.notify_of_comment(made, private.set_comment_mentions(made.id, mentioned),
                                    array_remove(ARRAY[answered, seen.author_id], NULL));
  SELECT r.body INTO body FROM private.comment_rows(actor, ARRAY[made.id], 1) r;
  version := 1;
  created := true;
END $$;
REVOKE ALL ON FUNCTION public.add_comment(uuid, uuid, text, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.add_comment(uuid, uuid, text, uuid) TO authenticated;
