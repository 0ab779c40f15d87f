-- Of these forms of media, those that the viewer (NULL: anonymous) may open now (GET /media/links), in the order asked
-- for, each as {id, variant, mime}; the others are absent. `variants` belongs to `media` place by place.
-- definer: reads posts, blocks and follows beyond what the viewer sees.
CREATE OR REPLACE FUNCTION public.open_media_forms(
  viewer uuid, media uuid[], variants text[], OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT coalesce(json_agg(private.media_form_json(m, w.variant) ORDER BY w.place), '[]') INTO results
    FROM unnest(media, variants) WITH ORDINALITY AS w (id, variant, place)
    JOIN public.media m ON m.id = w.id
   WHERE private.has_form(m, w.variant) AND private.can_see_media(viewer, m.owner_id, m.post_id, m.used_as);
END $$;
REVOKE ALL ON FUNCTION public.open_media_forms(uuid, uuid[], text[]) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.open_media_forms(uuid, uuid[], text[]) TO anon, authenticated;
