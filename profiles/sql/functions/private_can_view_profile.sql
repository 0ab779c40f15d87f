-- The rule behind public.can_view_profile, for SQL that has checked its caller. False for an unknown target.
CREATE OR REPLACE FUNCTION private.can_view_profile(viewer uuid, target uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce((
    SELECT p.id = viewer OR (
      private.is_active(p) AND NOT private.is_blocked_pair(viewer, p.id)
      AND (p.profile_visibility = 'public' OR (p.profile_visibility = 'followers' AND coalesce((
        SELECT true FROM public.followers f WHERE f.follower_id = viewer AND f.following_id = p.id), false))))
    FROM public.profiles p WHERE p.id = target), false)
$$;
REVOKE ALL ON FUNCTION private.can_view_profile(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
