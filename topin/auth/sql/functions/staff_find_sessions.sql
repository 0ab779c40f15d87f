-- The sessions, living and ended, of whom staff mean by an id, a whole e-mail address or a handle; at most 200.
-- definer: staff's login may not read auth.users.
CREATE OR REPLACE FUNCTION private.staff_find_sessions(term text)
RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT ARRAY(
        SELECT s.id FROM public.user_sessions s
        WHERE s.user_id = private.staff_account(term) ORDER BY s.last_seen_at DESC LIMIT 200
    )
$$;
REVOKE ALL ON FUNCTION private.staff_find_sessions(text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.staff_find_sessions(text) TO topin_staff;
