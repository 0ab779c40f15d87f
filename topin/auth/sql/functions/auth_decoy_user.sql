-- The answer to a sign-up with an address that has an account: a user that does not exist. It is really inserted and
-- taken back, so that it takes the same time and meets the same refusals (a taken handle) as a true one.
CREATE OR REPLACE FUNCTION private.auth_decoy_user(address text, password_hash text, metadata jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    decoy auth.users;
    made uuid := gen_random_uuid();
BEGIN
    BEGIN
        decoy := private.auth_add_user(
            made || '@decoy.invalid', password_hash, '{"provider": "email", "providers": ["email"]}', metadata, false, made
        );
        PERFORM private.auth_add_identity(made, made || '@decoy.invalid', metadata, false);
        RAISE EXCEPTION USING ERRCODE = 'TDCOY';
    EXCEPTION WHEN SQLSTATE 'TDCOY' THEN
        decoy.email := address;
        decoy.role := '';
        decoy.confirmation_sent_at := private.clock();
    END;
    RETURN private.auth_user(decoy);
END
$$;
REVOKE ALL ON FUNCTION private.auth_decoy_user(text, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_decoy_user(text, text, jsonb) TO topin_auth;
