-- Runs first in each API request: the session of a verified token still stands and its user may act.
-- Two probes by primary key. A token without session_id (made by the project's own key holder) is checked by user alone.
-- Refuses: 401 session_ended, 403 account_suspended.
-- definer: the API's login may not read schema auth.
CREATE OR REPLACE FUNCTION private.check_session(claims jsonb)
RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    person record;
    asked uuid := claims ->> 'session_id';
BEGIN
    SELECT u.banned_until, u.deleted_at, s.id AS session, s.not_after INTO person
    FROM auth.users u
    LEFT JOIN auth.sessions s ON s.id = asked AND s.user_id = u.id
    WHERE u.id = (claims ->> 'sub')::uuid;
    IF person.banned_until > private.clock() THEN
        PERFORM public.refuse(403, 'account_suspended', 'This account is suspended.');
    ELSIF NOT FOUND OR person.deleted_at IS NOT NULL
        OR (person.session IS NULL AND asked IS NOT NULL)
        OR person.not_after <= private.clock() THEN
        PERFORM public.refuse(401, 'session_ended', 'This session has ended. Sign in again.');
    END IF;
END $$;
REVOKE ALL ON FUNCTION private.check_session(jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.check_session(jsonb) TO topin_api;
