-- An event of kind marker, as the person's other devices read it: how far they have read their feed by now.
CREATE OR REPLACE FUNCTION public.event_marker(viewer uuid, data jsonb) RETURNS json
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT g.body FROM public.get_feed_marker(viewer) g
$$;
REVOKE ALL ON FUNCTION public.event_marker(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.event_marker(uuid, jsonb) TO authenticated;
