-- Makes the account of an address that asked for a sign-in code. A handle that it cannot have gives way to a generated one:
-- the request is long answered, and an answer would have told that the address was free.
CREATE OR REPLACE FUNCTION private.auth_add_otp_user(address text, metadata jsonb, confirmed boolean)
RETURNS auth.users
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    made auth.users;
    new_id uuid := gen_random_uuid();
    app jsonb := '{"provider": "email", "providers": ["email"]}';
    claimed jsonb := private.auth_claimed(new_id, address, confirmed);
BEGIN
    BEGIN
        made := private.auth_add_user(address, '', app, metadata || claimed, confirmed, new_id);
    EXCEPTION WHEN SQLSTATE 'PT400' OR SQLSTATE 'PT409' THEN
        metadata := metadata - 'user_handle' - 'handle';
        made := private.auth_add_user(address, '', app, metadata || claimed, confirmed, new_id);
    END;
    PERFORM private.auth_add_identity(new_id, address, metadata, false);
    RETURN made;
END
$$;
REVOKE ALL ON FUNCTION private.auth_add_otp_user(text, jsonb, boolean) FROM PUBLIC, anon, authenticated, service_role;
