-- Follow somebody, or ask to where the account is private. {state: following | requested}; created is false
-- where it already stood. Who is followed or asked is told. Refuses what private.require_reachable refuses.
-- definer: writes follows and counters, which nobody may write by hand.
CREATE OR REPLACE FUNCTION public.follow_user(actor uuid, target uuid, OUT body json, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  state text := 'following';
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.lock_people(actor, target);
  PERFORM private.require_reachable(actor, target);
  IF EXISTS (SELECT FROM public.followers f WHERE f.follower_id = actor AND f.following_id = target) THEN
    created := false;
  ELSIF (SELECT p.profile_visibility FROM public.profiles p WHERE p.id = target) = 'public' THEN
    created := private.add_edge(actor, target);
  ELSE
    state := 'requested';
    INSERT INTO public.follow_requests (requester_id, target_id, created_at) VALUES (actor, target, private.clock())
    ON CONFLICT DO NOTHING;
    created := FOUND;
  END IF;
  body := json_build_object('state', state);
  IF created AND state = 'following' THEN
    PERFORM private.emit(target, 'follow', jsonb_build_object('user_id', actor));
  ELSIF created THEN
    PERFORM private.notify(target, actor, 'follow', 'follow_request', actor);
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.follow_user(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.follow_user(uuid, uuid) TO authenticated;
