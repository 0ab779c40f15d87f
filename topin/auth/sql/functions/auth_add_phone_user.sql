-- Makes the unconfirmed account of a number that asked for a sign-in code, with its identity; the profile follows by trigger. A
-- handle that it cannot have gives way to a generated one, as for an address (private.auth_add_otp_user).
CREATE OR REPLACE FUNCTION private.auth_add_phone_user(number text, metadata jsonb)
RETURNS auth.users
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    made auth.users;
    owner uuid := gen_random_uuid();
    app jsonb := '{"provider": "phone", "providers": ["phone"]}';
    facts jsonb := jsonb_build_object('sub', owner, 'phone', number, 'email_verified', false, 'phone_verified', false);
BEGIN
    BEGIN
        PERFORM private.auth_add_user(NULL, '', app, metadata || facts, false, owner);
    EXCEPTION WHEN SQLSTATE 'PT400' OR SQLSTATE 'PT409' THEN
        metadata := metadata - 'user_handle' - 'handle';
        PERFORM private.auth_add_user(NULL, '', app, metadata || facts, false, owner);
    END;
    UPDATE auth.users SET phone = number, is_anonymous = false WHERE id = owner RETURNING * INTO made;
    INSERT INTO auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
    VALUES (owner, owner, metadata || facts, 'phone', private.clock(), private.clock(), private.clock());
    RETURN made;
END
$$;
REVOKE ALL ON FUNCTION private.auth_add_phone_user(text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
