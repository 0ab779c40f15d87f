-- Deletes an upload of one's own that hangs on nothing (DELETE /media/{id}); its files follow. Where there is none,
-- nothing happens. Refuses 409 media_in_use.
-- definer: writes media, which no app's role may write.
CREATE OR REPLACE FUNCTION public.delete_media(actor uuid, media uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  DELETE FROM public.media m WHERE m.id = media AND m.owner_id = actor AND m.post_id IS NULL AND m.used_as IS NULL;
  IF NOT FOUND AND EXISTS (SELECT FROM public.media m WHERE m.id = media AND m.owner_id = actor) THEN
    PERFORM public.refuse(409, 'media_in_use', 'It is used; delete what it is used for.');
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.delete_media(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.delete_media(uuid, uuid) TO authenticated;
