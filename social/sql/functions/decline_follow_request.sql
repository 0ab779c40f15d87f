-- Turn down a request to follow the actor; the other is not told. Nothing happens where there is none.
-- definer: writes requests, which nobody may write by hand.
CREATE OR REPLACE FUNCTION public.decline_follow_request(actor uuid, requester uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.lock_people(actor, requester);
  DELETE FROM public.follow_requests q WHERE q.requester_id = requester AND q.target_id = actor;
END $$;
REVOKE ALL ON FUNCTION public.decline_follow_request(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.decline_follow_request(uuid, uuid) TO authenticated;
