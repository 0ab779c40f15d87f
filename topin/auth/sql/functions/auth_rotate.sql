-- Gives a session that rose to aal2 a new refresh token, and returns the session's grant. The tokens of before are gone:
-- one that was handed out at aal1 must not fetch aal2.
CREATE OR REPLACE FUNCTION private.auth_rotate(session uuid, person uuid, fresh_token text)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    PERFORM FROM auth.sessions WHERE id = session FOR UPDATE;
    DELETE FROM auth.refresh_tokens WHERE session_id = session;
    INSERT INTO auth.refresh_tokens (instance_id, token, user_id, revoked, created_at, updated_at, session_id)
    VALUES ('00000000-0000-0000-0000-000000000000', fresh_token, person, false, private.clock(), private.clock(), session);
    RETURN private.auth_grant(session, fresh_token);
END
$$;
REVOKE ALL ON FUNCTION private.auth_rotate(uuid, uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_rotate(uuid, uuid, text) TO topin_auth;
