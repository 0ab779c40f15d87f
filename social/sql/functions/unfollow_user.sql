-- Stop following somebody, or withdraw the request to; nothing happens where there is neither.
-- definer: writes follows and counters, which nobody may write by hand.
CREATE OR REPLACE FUNCTION public.unfollow_user(actor uuid, target uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.lock_people(actor, target);
  DELETE FROM public.follow_requests q WHERE q.requester_id = actor AND q.target_id = target;
  PERFORM private.drop_edge(actor, target);
END $$;
REVOKE ALL ON FUNCTION public.unfollow_user(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.unfollow_user(uuid, uuid) TO authenticated;
