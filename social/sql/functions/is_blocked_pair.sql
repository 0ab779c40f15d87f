-- Whether either of two people blocks the other. False when one of them is nobody.
-- definer: policies ask it for callers who must not learn who blocks them.
CREATE OR REPLACE FUNCTION private.is_blocked_pair(a uuid, b uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.blocked_users x WHERE x.blocker_id = a AND x.blocked_id = b)
    OR EXISTS (SELECT FROM public.blocked_users x WHERE x.blocker_id = b AND x.blocked_id = a)
$$;
REVOKE ALL ON FUNCTION private.is_blocked_pair(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.is_blocked_pair(uuid, uuid) TO anon, authenticated;
