-- Whether a person exists for `viewer`: active, and does not block them.
-- definer: a policy's reads run as the caller, who must not see the blocks of others.
CREATE OR REPLACE FUNCTION private.can_see_person(viewer uuid, target uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce((
    SELECT private.is_active(p) FROM public.profiles p
    WHERE p.id = target AND NOT EXISTS (
      SELECT FROM public.blocked_users b WHERE b.blocker_id = p.id AND b.blocked_id = viewer)), false)
$$;
REVOKE ALL ON FUNCTION private.can_see_person(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.can_see_person(uuid, uuid) TO anon, authenticated;
