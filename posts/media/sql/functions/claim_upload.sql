-- Takes an upload into work (POST /media/{id}/complete): true for the one caller that is to look at its content now,
-- false where that was done. Who died over it is given up after 5 minutes. Refuses 404 for what is not one's own,
-- 409 upload_in_progress.
-- definer: writes media, which no app's role may write.
CREATE OR REPLACE FUNCTION public.claim_upload(actor uuid, media uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  own public.media;
BEGIN
  PERFORM public.require_actor(actor);
  own := private.require_own_media(actor, media);
  IF own.status IN ('ready', 'failed') OR (own.status = 'processing' AND own.mime IS NOT NULL) THEN
    RETURN false;
  ELSIF own.status = 'processing' AND own.touched_at > private.clock() - interval '5 minutes' THEN
    PERFORM public.refuse(409, 'upload_in_progress', 'Another request completes this upload right now.');
  END IF;
  UPDATE public.media m SET status = 'processing', touched_at = private.clock() WHERE m.id = media;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION public.claim_upload(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.claim_upload(uuid, uuid) TO authenticated;
