-- What became of an upload of the actor's own, as private.settle_media has it, or `processing`: a video (`facts`:
-- kind, mime) whose bytes are there goes to the job that makes it safe. Answers its Media.
-- Refuses 404 for what is not one's own. Called by the API under its own login: what a file is and how much it takes is
-- not for its owner to say, who could reach a function of the schema public beside the API.
-- definer: writes media and the outbox.
CREATE OR REPLACE FUNCTION private.settle_upload(
  actor uuid, media uuid, outcome text, facts jsonb, OUT body json, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  own public.media;
BEGIN
  PERFORM public.require_actor(actor);
  own := private.require_own_media(actor, media);
  IF outcome <> 'processing' THEN
    created := private.settle_media(media, outcome, facts);
  ELSIF own.status IN ('pending', 'processing') THEN
    UPDATE public.media m SET status = outcome, kind = facts ->> 'kind', mime = facts ->> 'mime', touched_at = private.clock()
     WHERE m.id = media;
    PERFORM private.enqueue('media.video', jsonb_build_object('media_id', media), media::text, 'bulk');
    created := true;
  END IF;
  SELECT private.media_json(m) INTO body FROM public.media m WHERE m.id = media;
END $$;
REVOKE ALL ON FUNCTION private.settle_upload(uuid, uuid, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.settle_upload(uuid, uuid, text, jsonb) TO topin_api;
