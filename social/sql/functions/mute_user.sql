-- Hide somebody's posts and notifications from the actor, in silence, until a time or for good (NULL).
-- {muted: true, until}; created is false where a mute stood, whose time is then changed;
-- one whose time is over stands no more.
-- Refuses what private.require_reachable refuses, and 400 invalid for a time that has passed.
-- definer: writes mutes, which nobody may write by hand.
CREATE OR REPLACE FUNCTION public.mute_user(actor uuid, target uuid, until timestamptz, OUT body json, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_reachable(actor, target);
  IF mute_user.until <= private.clock() THEN
    PERFORM public.refuse(400, 'invalid', 'This time has passed.', 'until');
  END IF;
  DELETE FROM public.mutes m WHERE m.muter_id = actor AND m.muted_id = target AND m.until <= private.clock();
  INSERT INTO public.mutes AS m (muter_id, muted_id, until, created_at)
  VALUES (actor, target, mute_user.until, private.clock())
  ON CONFLICT (muter_id, muted_id) DO UPDATE SET until = excluded.until
  RETURNING m.xmax = 0 INTO created;
  body := json_build_object('muted', true, 'until', private.iso(mute_user.until));
END $$;
REVOKE ALL ON FUNCTION public.mute_user(uuid, uuid, timestamptz) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.mute_user(uuid, uuid, timestamptz) TO authenticated;
