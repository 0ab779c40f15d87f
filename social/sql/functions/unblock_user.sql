-- End a block; the follows it cut stay cut. Nothing happens where there is none.
-- definer: writes blocks, which nobody may write by hand.
CREATE OR REPLACE FUNCTION public.unblock_user(actor uuid, target uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.lock_people(actor, target);
  DELETE FROM public.blocked_users b WHERE b.blocker_id = actor AND b.blocked_id = target;
END $$;
REVOKE ALL ON FUNCTION public.unblock_user(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.unblock_user(uuid, uuid) TO authenticated;
