-- Let somebody who asked follow the actor, and tell them. {state: following}; created is false where they already followed.
-- Refuses 404 not_found where nobody asked.
-- definer: writes follows and counters, which nobody may write by hand.
CREATE OR REPLACE FUNCTION public.accept_follow_request(actor uuid, requester uuid, OUT body json, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.lock_people(actor, requester);
  IF NOT private.can_see_person(actor, requester) OR NOT EXISTS (
      SELECT FROM public.follow_requests q WHERE q.requester_id = requester AND q.target_id = actor
      UNION ALL SELECT FROM public.followers f WHERE f.follower_id = requester AND f.following_id = actor) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
  created := private.add_edge(requester, actor);
  IF created THEN
    PERFORM private.notify(requester, actor, 'follow', 'user', actor);
  END IF;
  body := json_build_object('state', 'following');
END $$;
REVOKE ALL ON FUNCTION public.accept_follow_request(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.accept_follow_request(uuid, uuid) TO authenticated;
