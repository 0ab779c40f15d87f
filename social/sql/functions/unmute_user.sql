-- End a mute. Nothing happens where there is none.
-- definer: writes mutes, which nobody may write by hand.
CREATE OR REPLACE FUNCTION public.unmute_user(actor uuid, target uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  DELETE FROM public.mutes m WHERE m.muter_id = actor AND m.muted_id = target;
END $$;
REVOKE ALL ON FUNCTION public.unmute_user(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.unmute_user(uuid, uuid) TO authenticated;
