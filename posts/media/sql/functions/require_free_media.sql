-- A medium of the owner's that may be hung on something now, locked to the end of the transaction. Refuses 400
-- invalid_media for an id that is none of theirs, 409 media_not_ready, 409 media_in_use, 400 media_wrong_kind.
CREATE OR REPLACE FUNCTION private.require_free_media(owner uuid, media uuid, wanted_kind text, field text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  found public.media;
BEGIN
  SELECT * INTO found FROM public.media m WHERE m.id = media AND m.owner_id = owner FOR UPDATE;
  IF found.id IS NULL THEN
    PERFORM public.refuse(400, 'invalid_media', 'A medium must be an upload of your own.', field);
  ELSIF found.post_id IS NOT NULL OR found.used_as IS NOT NULL THEN
    PERFORM public.refuse(409, 'media_in_use', 'A medium is used in one place; upload it again for another.', field);
  ELSIF found.status = 'failed' THEN
    PERFORM public.refuse(409, 'media_not_ready', 'The upload failed: ' || found.failure_detail, field);
  ELSIF found.status <> 'ready' THEN
    PERFORM public.refuse(409, 'media_not_ready', 'The medium is still ' || found.status || '.', field);
  ELSIF found.kind <> wanted_kind THEN
    PERFORM public.refuse(400, 'media_wrong_kind', format('A medium of kind %s is needed, this is one of kind %s.',
      wanted_kind, found.kind), field);
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.require_free_media(uuid, uuid, text, text) FROM PUBLIC, anon, authenticated, service_role;
