-- Block somebody: follows and requests end in both directions in this transaction. {blocked: true}; created is
-- false where the block stood. Refuses 403 cannot_target_self, 404 not_found for who the actor cannot see.
-- definer: writes blocks, follows and counters, which nobody may write by hand.
CREATE OR REPLACE FUNCTION public.block_user(actor uuid, target uuid, OUT body json, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  IF actor = target THEN
    PERFORM public.refuse(403, 'cannot_target_self', 'You cannot do this to yourself.');
  END IF;
  PERFORM private.lock_people(actor, target);
  IF NOT private.can_see_person(actor, target) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
  INSERT INTO public.blocked_users (blocker_id, blocked_id, created_at) VALUES (actor, target, private.clock())
  ON CONFLICT DO NOTHING;
  created := FOUND;
  DELETE FROM public.follow_requests q
  WHERE (q.requester_id, q.target_id) IN ((actor, target), (target, actor));
  PERFORM private.drop_edge(actor, target), private.drop_edge(target, actor);
  body := json_build_object('blocked', true);
END $$;
REVOKE ALL ON FUNCTION public.block_user(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.block_user(uuid, uuid) TO authenticated;
