-- An event of kind media, as its owner reads it: the Media it has become; NULL where it is gone.
-- definer: what shows a medium is a helper of private; only one's own are shown.
CREATE OR REPLACE FUNCTION public.event_media(viewer uuid, data jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  RETURN (SELECT private.media_json(m) FROM public.media m
           WHERE m.id = (data ->> 'media_id')::uuid AND m.owner_id = viewer);
END $$;
REVOKE ALL ON FUNCTION public.event_media(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.event_media(uuid, jsonb) TO authenticated;
