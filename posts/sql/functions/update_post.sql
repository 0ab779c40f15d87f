-- Changes a post's text, audience, who may comment or alt texts, as far as `changes` names them (PUT /posts/{id}). A new wording keeps
-- the old one in the history and sets edited_at; an audience moves the post in or out of feeds (trigger).
-- Refuses 404, 403 not_author, 412 stale_version, 400 for what does not fit together, 403 account_suspended.
-- definer: writes posts, history and mentions, which no app's role may write.
CREATE OR REPLACE FUNCTION public.update_post(
  actor uuid, post uuid, changes jsonb, expected_version bigint DEFAULT NULL, OUT body json, OUT version bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  own public.posts;
  wording text;
  commenters text;
  alts jsonb := coalesce(changes -> 'alt_texts', '{}');
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_active(actor);
  own := private.require_own_post(actor, post, expected_version);
  wording := coalesce(changes ->> 'content', own.content);
  commenters := coalesce(changes ->> 'comments_from', own.comments_from);
  IF wording <> own.content THEN
    PERFORM private.reword_post(own, wording);
  END IF;
  IF coalesce(changes ->> 'audience', own.audience) <> own.audience THEN
    UPDATE public.posts p SET audience = changes ->> 'audience' WHERE p.id = post;
  END IF;
  PERFORM private.set_alt_texts(post, alts);
  UPDATE public.posts p SET version = p.version + 1, comments_from = commenters
   WHERE p.id = post AND (wording <> own.content OR p.audience <> own.audience OR commenters <> own.comments_from
     OR alts <> '{}');
  SELECT p.version INTO version FROM public.posts p WHERE p.id = post;
  SELECT r.body::json INTO body FROM private.post_rows(actor, ARRAY[post]) r;
END $$;
REVOKE ALL ON FUNCTION public.update_post(uuid, uuid, jsonb, bigint) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.update_post(uuid, uuid, jsonb, bigint) TO authenticated;
