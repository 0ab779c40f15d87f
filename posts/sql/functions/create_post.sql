-- Publishes a post (POST /posts). `data`: type, content, audience, comments_from, media_ids, alt_texts as PostInput,
-- all but the first optional. Finds its hashtags and mentions. Refuses 400 for what does not fit together, 403 account_suspended.
-- definer: writes posts, media and mentions, which no app's role may write.
CREATE OR REPLACE FUNCTION public.create_post(actor uuid, data jsonb, OUT body json, OUT version bigint, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  post uuid;
  post_type text := data ->> 'type';
  wording text := coalesce(data ->> 'content', '');
  media uuid[] := ARRAY(SELECT jsonb_array_elements_text(coalesce(data -> 'media_ids', '[]'))::uuid);
  mentioned jsonb;
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_active(actor);
  PERFORM private.check_post(post_type, wording, cardinality(media));
  mentioned := private.mentions_of(actor, wording);
  INSERT INTO public.posts (author_id, type, content, audience, comments_from, hashtags, has_mentions, created_at)
  VALUES (actor, post_type, wording, coalesce(data ->> 'audience', 'public'),
          coalesce(data ->> 'comments_from', 'everyone'), private.hashtags_of(wording),
          mentioned <> '[]', clock_timestamp())
  RETURNING id INTO post;
  PERFORM private.set_mentions(post, mentioned);
  PERFORM private.attach_media(actor, post, post_type, media);
  PERFORM private.set_alt_texts(post, coalesce(data -> 'alt_texts', '{}'));
  INSERT INTO public.user_videos (post_id, user_id, duration)
  SELECT post, actor, m.duration FROM public.media m WHERE m.post_id = post AND m.kind = 'video';
  SELECT r.body::json INTO body FROM private.post_rows(actor, ARRAY[post]) r;
  version := 1;
  created := true;
END $$;
REVOKE ALL ON FUNCTION public.create_post(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.create_post(uuid, jsonb) TO authenticated;
