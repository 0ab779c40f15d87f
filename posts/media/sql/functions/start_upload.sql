-- Announces an upload of so many bytes (POST /media, POST /media/presign): a pending medium. Refuses 403
-- quota_exceeded, 409 too_many_uploads, 403 account_suspended.
-- definer: writes media, which no app's role may write.
CREATE OR REPLACE FUNCTION public.start_upload(actor uuid, kind text, bytes bigint, OUT body json, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  made public.media;
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_active(actor);
  PERFORM private.require_room(actor, bytes);
  INSERT INTO public.media (owner_id, kind, bytes, created_at, touched_at)
  VALUES (actor, start_upload.kind, start_upload.bytes, private.clock(), private.clock())
  RETURNING * INTO made;
  body := private.media_json(made);
  created := true;
END $$;
REVOKE ALL ON FUNCTION public.start_upload(uuid, text, bigint) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.start_upload(uuid, text, bigint) TO authenticated;
