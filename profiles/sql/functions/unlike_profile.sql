-- Take back the like of a profile; nothing happens where there is none.
-- definer: writes likes and counters, which nobody may write by hand.
CREATE OR REPLACE FUNCTION public.unlike_profile(actor uuid, target uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.lock_people(actor, target);
  DELETE FROM public.profile_likes l WHERE l.profile_id = target AND l.liker_id = actor;
END $$;
REVOKE ALL ON FUNCTION public.unlike_profile(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.unlike_profile(uuid, uuid) TO authenticated;
