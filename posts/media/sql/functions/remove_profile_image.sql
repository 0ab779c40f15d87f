-- Takes the avatar or the cover away (DELETE /users/me/avatar, /cover) and deletes it; where there is none, nothing
-- happens.
-- definer: writes media and profiles, which no app's role may write.
CREATE OR REPLACE FUNCTION public.remove_profile_image(actor uuid, place text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.show_profile_image(actor, place, NULL);
  DELETE FROM public.media m WHERE m.owner_id = actor AND m.used_as = place;
END $$;
REVOKE ALL ON FUNCTION public.remove_profile_image(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.remove_profile_image(uuid, text) TO authenticated;
