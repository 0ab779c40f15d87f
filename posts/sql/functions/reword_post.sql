-- Gives a post a new text: the old one goes to its history, hashtags and mentions are found anew.
CREATE OR REPLACE FUNCTION private.reword_post(own public.posts, wording text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  mentioned jsonb := private.mentions_of(own.author_id, wording, (
    SELECT jsonb_object_agg(m.handle, m.user_id) FROM public.post_mentions m
     WHERE m.post_id = own.id AND m.handle IS NOT NULL));
BEGIN
  IF own.type = 'text' THEN
    PERFORM private.check_post(own.type, wording, 0);
  END IF;
  INSERT INTO private.post_history (post_id, revision, content, audience, created_at)
  SELECT own.id, count(*) + 1, own.content, own.audience, coalesce(own.edited_at, own.created_at)
    FROM private.post_history h WHERE h.post_id = own.id;
  UPDATE public.posts p
     SET content = wording, hashtags = private.hashtags_of(wording), has_mentions = mentioned <> '[]',
         edited_at = clock_timestamp()
   WHERE p.id = own.id;
  PERFORM private.set_mentions(own.id, mentioned);
END $$;
REVOKE ALL ON FUNCTION private.reword_post(public.posts, text) FROM PUBLIC, anon, authenticated, service_role;
