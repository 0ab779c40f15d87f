-- A medium of the actor's own, locked to the end of the transaction; 404 for any other id.
CREATE OR REPLACE FUNCTION private.require_own_media(actor uuid, media uuid) RETURNS public.media
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  own public.media;
BEGIN
  SELECT * INTO own FROM public.media m WHERE m.id = media AND m.owner_id = actor FOR UPDATE;
  IF own.id IS NULL THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
  RETURN own;
END $$;
REVOKE ALL ON FUNCTION private.require_own_media(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
