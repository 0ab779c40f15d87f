-- Sets the alt texts ({media id: text}) of media on a post. Refuses 400 invalid_alt_texts for an id not on the post.
CREATE OR REPLACE FUNCTION private.set_alt_texts(post uuid, alts jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  written integer;
BEGIN
  UPDATE public.media m SET alt = a.value FROM jsonb_each_text(alts) a WHERE m.post_id = post AND m.id::text = a.key;
  GET DIAGNOSTICS written = ROW_COUNT;
  IF written <> (SELECT count(*) FROM jsonb_object_keys(alts)) THEN
    PERFORM public.refuse(400, 'invalid_alt_texts', 'Alt texts may be given for the media of this post alone.', 'alt_texts');
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.set_alt_texts(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
