-- The actor's own profile with what only they see: email, phone, settings and the state of their earnings.
-- definer: puts together tables the actor sees only in parts, auth.users among them.
CREATE OR REPLACE FUNCTION public.get_own_profile(actor uuid, OUT body json, OUT version bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  SELECT (s.body::jsonb || jsonb_build_object('email', a.email, 'phone', a.phone, 'settings', private.settings_json(u, p),
      'monetization', jsonb_build_object('is_content_creator', u.is_content_creator))), s.version
  INTO body, version
  FROM private.profile_seen(actor, actor) s JOIN public.profiles p ON p.id = s.id
  JOIN public.user_settings u ON u.user_id = s.id JOIN auth.users a ON a.id = s.id;
  IF body IS NULL THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.get_own_profile(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_own_profile(uuid) TO authenticated;
