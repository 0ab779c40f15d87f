-- Makes an upload of one's own the avatar or the cover (PUT /users/me/avatar, /cover); the one before is deleted.
-- Answers like get_own_profile. Refuses as private.require_free_media does, and 403 account_suspended.
-- definer: writes media and profiles, which no app's role may write.
CREATE OR REPLACE FUNCTION public.set_profile_image(actor uuid, place text, media uuid, OUT body json, OUT version bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_active(actor);
  PERFORM private.show_profile_image(actor, place, media);
  IF NOT EXISTS (SELECT FROM public.media m WHERE m.id = media AND m.owner_id = actor AND m.used_as = place) THEN
    PERFORM private.require_free_media(actor, media, 'image', 'media_id');
    DELETE FROM public.media m WHERE m.owner_id = actor AND m.used_as = place;
    UPDATE public.media m SET used_as = place, touched_at = private.clock() WHERE m.id = media;
  END IF;
  SELECT g.body, g.version INTO body, version FROM public.get_own_profile(actor) g;
END $$;
REVOKE ALL ON FUNCTION public.set_profile_image(uuid, text, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.set_profile_image(uuid, text, uuid) TO authenticated;
