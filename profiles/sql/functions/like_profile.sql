-- Like a profile. {liked, like_count}; created is false where the like stood. Refuses what private.require_reachable
-- refuses.
-- definer: writes likes and counters, which nobody may write by hand.
CREATE OR REPLACE FUNCTION public.like_profile(actor uuid, target uuid, OUT body json, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.lock_people(actor, target);
  PERFORM private.require_reachable(actor, target);
  created := public.increment_profile_likes(target, actor);
  body := json_build_object('liked', true, 'like_count', (
    SELECT s.like_count FROM private.profile_stats s WHERE s.user_id = target));
END $$;
REVOKE ALL ON FUNCTION public.like_profile(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.like_profile(uuid, uuid) TO authenticated;
