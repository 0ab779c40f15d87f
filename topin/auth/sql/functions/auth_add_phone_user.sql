-- Inserts an unconfirmed account that is known by its number, with its identity; the profile follows by trigger.
CREATE OR REPLACE FUNCTION private.auth_add_phone_user(number text, metadata jsonb)
RETURNS auth.users
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    made auth.users;
    owner uuid := gen_random_uuid();
    facts jsonb := jsonb_build_object('sub', owner, 'phone', number, 'email_verified', false, 'phone_verified', false);
BEGIN
    PERFORM private.auth_add_user(
        NULL, '', '{"provider": "phone", "providers": ["phone"]}', metadata || facts, false, owner);
    UPDATE auth.users SET phone = number, is_anonymous = false WHERE id = owner RETURNING * INTO made;
    INSERT INTO auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
    VALUES (owner, owner, metadata || facts, 'phone', private.clock(), private.clock(), private.clock());
    RETURN made;
END
$$;
REVOKE ALL ON FUNCTION private.auth_add_phone_user(text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_add_phone_user(text, jsonb) TO topin_auth;
