-- The rule behind public.can_view_active_status, for SQL that has checked its caller. False for an unknown target.
CREATE OR REPLACE FUNCTION private.can_view_active_status(viewer uuid, target uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce(private.can_view_profile(viewer, target) AND (
    SELECT coalesce(p.id = viewer, false) OR private.in_audience(p.show_active_status, r.follows, r.mutual)
    FROM public.profiles p CROSS JOIN LATERAL private.relation(viewer, p.id) r WHERE p.id = target), false)
$$;
REVOKE ALL ON FUNCTION private.can_view_active_status(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
