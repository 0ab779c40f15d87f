-- What the job found in a video: ready with its facts, or failed, as private.settle_media has it; its owner's sockets
-- are told. False where the medium is settled already, or gone.
-- definer: the worker calls it, and may not touch the table.
CREATE OR REPLACE FUNCTION private.finish_video(media uuid, outcome text, facts jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  settled boolean := private.settle_media(media, outcome, facts);
BEGIN
  IF settled THEN
    PERFORM private.emit(m.owner_id, 'media', jsonb_build_object('media_id', m.id)) FROM public.media m WHERE m.id = media;
  END IF;
  RETURN settled;
END $$;
REVOKE ALL ON FUNCTION private.finish_video(uuid, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.finish_video(uuid, text, jsonb) TO topin_worker;
