-- One's own medium in whatever state (GET /media/{id}); 404 for any other id.
-- definer: builds the answer with a helper of private.
CREATE OR REPLACE FUNCTION public.get_media(actor uuid, media uuid, OUT body json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  SELECT private.media_json(m) INTO body FROM public.media m WHERE m.id = media AND m.owner_id = actor;
  IF body IS NULL THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.get_media(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_media(uuid, uuid) TO authenticated;
