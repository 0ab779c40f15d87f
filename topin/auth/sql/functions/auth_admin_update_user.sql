-- Changes an account for a service token, at once and without mail: fields as in auth_admin_create_user, of which
-- metadata is merged, a password ends all sessions, and banned_for 0 lifts a ban.
-- Refuses: 404 user_not_found, 422 email_exists, phone_exists.
CREATE OR REPLACE FUNCTION private.auth_admin_update_user(person uuid, fields jsonb, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    address text := nullif(fields ->> 'email', '');
BEGIN
    PERFORM private.auth_admin_get_user(person);
    PERFORM private.auth_lock_address(address);
    PERFORM private.auth_require_free(address, nullif(fields ->> 'phone', ''), person);
    UPDATE auth.users SET updated_at = private.clock(), email = coalesce(address, email),
        email_confirmed_at = CASE
            WHEN (fields ->> 'email_confirm')::boolean THEN coalesce(email_confirmed_at, private.clock())
            ELSE email_confirmed_at END,
        phone = coalesce(nullif(fields ->> 'phone', ''), phone),
        phone_confirmed_at = CASE
            WHEN (fields ->> 'phone_confirm')::boolean THEN coalesce(phone_confirmed_at, private.clock())
            ELSE phone_confirmed_at END,
        role = coalesce(nullif(fields ->> 'role', ''), role),
        raw_user_meta_data = private.auth_merged(raw_user_meta_data, coalesce(fields -> 'user_metadata', '{}')),
        raw_app_meta_data = private.auth_merged(raw_app_meta_data, coalesce(fields -> 'app_metadata', '{}'))
    WHERE id = person;
    PERFORM private.auth_set_identities(person, fields);
    IF fields ->> 'password_hash' IS NOT NULL THEN
        PERFORM private.auth_set_password(person, fields ->> 'password_hash', NULL);
    END IF;
    IF fields ->> 'banned_for' IS NOT NULL THEN
        PERFORM private.set_ban(person, CASE WHEN (fields ->> 'banned_for')::double precision > 0
            THEN private.clock() + make_interval(secs => (fields ->> 'banned_for')::double precision) END);
    END IF;
    PERFORM private.auth_audit('user_modified', person, '{"by": "service"}', context);
    RETURN private.auth_admin_get_user(person);
END
$$;
REVOKE ALL ON FUNCTION private.auth_admin_update_user(uuid, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_admin_update_user(uuid, jsonb, jsonb) TO topin_auth;
