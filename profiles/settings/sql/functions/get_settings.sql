-- The actor's settings, all four groups.
-- definer: two of them lie in the profile, whose columns nobody reads by hand.
CREATE OR REPLACE FUNCTION public.get_settings(actor uuid, OUT body json, OUT version bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  SELECT private.settings_json(u, p), u.version INTO body, version
  FROM public.user_settings u JOIN public.profiles p ON p.id = u.user_id WHERE u.user_id = actor;
  IF body IS NULL THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.get_settings(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_settings(uuid) TO authenticated;
