-- Makes an account without address or password and opens its session. Refuses what the profile refuses.
CREATE OR REPLACE FUNCTION private.auth_sign_up_anonymously(metadata jsonb, fresh_token text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    made auth.users;
BEGIN
    made := private.auth_add_user(NULL, NULL, '{}', metadata, false, gen_random_uuid());
    PERFORM private.auth_audit('user_signedup', made.id, '{"provider": "anonymous"}', context);
    RETURN private.auth_open_session(made.id, 'anonymous', fresh_token, context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_sign_up_anonymously(jsonb, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_sign_up_anonymously(jsonb, text, jsonb) TO topin_auth;
