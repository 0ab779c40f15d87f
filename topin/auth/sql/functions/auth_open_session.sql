-- Opens a session for an account that has proved itself, with its first refresh token.
-- method: GoTrue's amr name (password, otp, anonymous, ...); fresh_token: 12 random characters from the caller.
-- context: agent, device, platform, ip, address_hash of the request. Returns private.auth_grant().
CREATE OR REPLACE FUNCTION private.auth_open_session(person uuid, method text, fresh_token text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    opened uuid := gen_random_uuid();
    moment timestamptz := private.clock();
BEGIN
    INSERT INTO auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip)
    VALUES (opened, person, moment, moment, 'aal1', context ->> 'agent', (context ->> 'ip')::inet);
    INSERT INTO auth.mfa_amr_claims (session_id, created_at, updated_at, authentication_method, id)
    VALUES (opened, moment, moment, method, gen_random_uuid());
    INSERT INTO auth.refresh_tokens (instance_id, token, user_id, revoked, created_at, updated_at, session_id)
    VALUES ('00000000-0000-0000-0000-000000000000', fresh_token, person, false, moment, moment, opened);
    UPDATE auth.users SET last_sign_in_at = moment, updated_at = moment WHERE id = person;
    UPDATE auth.identities SET last_sign_in_at = moment WHERE user_id = person AND provider = 'email';
    PERFORM private.auth_see_session(opened, person, moment, context);
    RETURN private.auth_grant(opened, fresh_token);
END
$$;
REVOKE ALL ON FUNCTION private.auth_open_session(uuid, text, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_open_session(uuid, text, text, jsonb) TO topin_auth;
