-- Whether a session has run out: its end, the time box, too long unused, or a newer sign-in where one alone may be.
-- Limits in seconds; 0 means none.
CREATE OR REPLACE FUNCTION private.auth_session_over(session auth.sessions, rules jsonb)
RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT coalesce(session.not_after <= private.clock(), false)
        OR ((rules ->> 'timebox')::integer > 0
            AND session.created_at + make_interval(secs => (rules ->> 'timebox')::integer) <= private.clock())
        OR ((rules ->> 'inactivity')::integer > 0
            AND coalesce(session.refreshed_at AT TIME ZONE 'UTC', session.created_at)
                + make_interval(secs => (rules ->> 'inactivity')::integer) <= private.clock())
        OR ((rules ->> 'single_session')::boolean AND EXISTS (
            SELECT FROM auth.sessions newer
            WHERE newer.user_id = session.user_id AND newer.created_at > session.created_at
        ))
$$;
REVOKE ALL ON FUNCTION private.auth_session_over(auth.sessions, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_session_over(auth.sessions, jsonb) TO topin_auth;
