-- Remembers a PKCE challenge until the mailed link is opened and its code exchanged.
CREATE OR REPLACE FUNCTION private.auth_start_flow(person uuid, context jsonb)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    INSERT INTO auth.flow_state (
        id, user_id, code_challenge_method, code_challenge, provider_type, created_at, updated_at, authentication_method
    ) VALUES (
        gen_random_uuid(), person, (context -> 'challenge' ->> 'method')::auth.code_challenge_method,
        context -> 'challenge' ->> 'challenge', 'email', private.clock(), private.clock(), context ->> 'flow'
    )
$$;
REVOKE ALL ON FUNCTION private.auth_start_flow(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_start_flow(uuid, jsonb) TO topin_auth;
