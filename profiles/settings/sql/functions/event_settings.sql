-- An event of kind settings, as the person's other devices read it: all their settings as they are now.
CREATE OR REPLACE FUNCTION public.event_settings(viewer uuid, data jsonb) RETURNS json
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT g.body FROM public.get_settings(viewer) g
$$;
REVOKE ALL ON FUNCTION public.event_settings(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.event_settings(uuid, jsonb) TO authenticated;
