-- Replaces the active refresh token of a session by its child, and returns the session's grant.
CREATE OR REPLACE FUNCTION private.auth_rotate(session uuid, person uuid, fresh_token text)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    spent text;
BEGIN
    PERFORM FROM auth.sessions WHERE id = session FOR UPDATE;
    SELECT token INTO spent FROM auth.refresh_tokens
    WHERE session_id = session AND NOT revoked ORDER BY id DESC LIMIT 1;
    UPDATE auth.refresh_tokens SET revoked = true, updated_at = private.clock() WHERE session_id = session AND NOT revoked;
    INSERT INTO auth.refresh_tokens
        (instance_id, token, user_id, revoked, created_at, updated_at, parent, session_id)
    VALUES ('00000000-0000-0000-0000-000000000000', fresh_token, person, false, private.clock(), private.clock(),
        spent, session);
    RETURN private.auth_grant(session, fresh_token);
END
$$;
REVOKE ALL ON FUNCTION private.auth_rotate(uuid, uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_rotate(uuid, uuid, text) TO topin_auth;
