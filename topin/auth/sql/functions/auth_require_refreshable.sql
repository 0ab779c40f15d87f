-- Refuses a refresh whose token is unknown, whose user is banned or whose session has run out (400).
CREATE OR REPLACE FUNCTION private.auth_require_refreshable(held auth.refresh_tokens, rules jsonb)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    person auth.users;
    session auth.sessions;
BEGIN
    IF held.id IS NULL THEN
        PERFORM public.refuse(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found');
    ELSIF held.session_id IS NULL THEN
        PERFORM public.refuse(400, 'session_not_found', 'Invalid Refresh Token: No Valid Session Found');
    END IF;
    SELECT * INTO session FROM auth.sessions WHERE id = held.session_id;
    SELECT * INTO person FROM auth.users WHERE id = session.user_id;
    IF person.deleted_at IS NOT NULL THEN
        PERFORM public.refuse(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found');
    ELSIF person.banned_until > private.clock() THEN
        PERFORM public.refuse(400, 'user_banned', 'Invalid Refresh Token: User Banned');
    ELSIF private.auth_session_over(session, rules) THEN
        PERFORM public.refuse(400, 'session_expired', 'Invalid Refresh Token: Session Expired');
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_require_refreshable(auth.refresh_tokens, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_require_refreshable(auth.refresh_tokens, jsonb) TO topin_auth;
