-- Ends sessions of the account behind a token: global (all), local (this one) or others. Refresh tokens go with them.
-- Refuses as private.auth_require.
CREATE OR REPLACE FUNCTION private.auth_sign_out(claims jsonb, scope text, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require(claims);
    current_session uuid := (claims ->> 'session_id')::uuid;
BEGIN
    DELETE FROM auth.sessions
    WHERE user_id = person.id AND CASE scope
        WHEN 'local' THEN id = current_session
        WHEN 'others' THEN id IS DISTINCT FROM current_session
        ELSE true
    END;
    PERFORM private.auth_audit('logout', person.id, jsonb_build_object('scope', scope), context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_sign_out(jsonb, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_sign_out(jsonb, text, jsonb) TO topin_auth;
