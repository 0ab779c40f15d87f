-- Whether the viewer (NULL: anonymous) may open one form of a medium now (GET /media/{id}/{variant}, and again when
-- a signed address is used): {id, variant, mime}. Refuses 404 for what is not there, not ready or not theirs to see.
-- definer: reads posts, blocks and follows beyond what the viewer sees.
CREATE OR REPLACE FUNCTION public.open_media(viewer uuid, media uuid, variant text, OUT body json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT private.media_form_json(m, variant) INTO body FROM public.media m
   WHERE m.id = media AND private.has_form(m, variant)
     AND private.can_see_media(viewer, m.owner_id, m.post_id, m.used_as);
  IF body IS NULL THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.open_media(uuid, uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.open_media(uuid, uuid, text) TO anon, authenticated;
