-- Hangs the author's own, ready and still free media on a new post, in the order given.
-- Refuses 400 invalid_media for any other id.
CREATE OR REPLACE FUNCTION private.attach_media(author uuid, post uuid, post_type text, ids uuid[])
RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  attached integer;
BEGIN
  UPDATE public.media m SET post_id = post, position = w.place
    FROM unnest(ids) WITH ORDINALITY AS w (id, place)
   WHERE m.id = w.id AND m.owner_id = author AND m.post_id IS NULL AND m.status = 'ready' AND m.kind = post_type;
  GET DIAGNOSTICS attached = ROW_COUNT;
  IF attached <> cardinality(ids) THEN
    PERFORM public.refuse(400, 'invalid_media', 'Each medium must be your own, ready, of this type and not in use.', 'media_ids');
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.attach_media(uuid, uuid, text, uuid[]) FROM PUBLIC, anon, authenticated, service_role;
