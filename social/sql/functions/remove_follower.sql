-- Make somebody stop following the actor; they are not told. Nothing happens where they do not follow.
-- definer: writes follows and counters, which nobody may write by hand.
CREATE OR REPLACE FUNCTION public.remove_follower(actor uuid, follower uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.lock_people(actor, follower);
  PERFORM private.drop_edge(follower, actor);
END $$;
REVOKE ALL ON FUNCTION public.remove_follower(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.remove_follower(uuid, uuid) TO authenticated;
