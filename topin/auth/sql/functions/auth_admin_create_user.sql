-- Makes an account for a service token, without mail. fields: email or phone, password_hash, email_confirm,
-- phone_confirm, user_metadata, app_metadata, role, banned_for (seconds), id; metadata is kept exactly as given.
-- Refuses: 422 email_exists, phone_exists, and what the profile refuses.
CREATE OR REPLACE FUNCTION private.auth_admin_create_user(fields jsonb, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    account auth.users;
    address text := nullif(fields ->> 'email', '');
    number text := nullif(fields ->> 'phone', '');
BEGIN
    PERFORM private.auth_lock_address(coalesce(address, number));
    PERFORM private.auth_require_free(address, number, NULL);
    account := private.auth_add_user(
        address, fields ->> 'password_hash', '{}',
        coalesce(fields -> 'user_metadata', '{}') || CASE
            WHEN (fields ->> 'email_confirm')::boolean THEN '{"email_verified": true}' ELSE '{}' END::jsonb,
        coalesce((fields ->> 'email_confirm')::boolean, false),
        coalesce((fields ->> 'id')::uuid, gen_random_uuid())
    );
    UPDATE auth.users SET is_anonymous = false, phone = number, role = coalesce(nullif(fields ->> 'role', ''), role),
        phone_confirmed_at = CASE WHEN (fields ->> 'phone_confirm')::boolean THEN private.clock() END,
        banned_until = private.clock() + make_interval(secs => (fields ->> 'banned_for')::double precision)
    WHERE id = account.id;
    PERFORM private.auth_set_identities(account.id, fields);
    UPDATE auth.users SET raw_app_meta_data = private.auth_merged(raw_app_meta_data, coalesce(fields -> 'app_metadata', '{}'))
    WHERE id = account.id;
    PERFORM private.auth_audit('user_signedup', account.id, '{"by": "service"}', context);
    RETURN private.auth_admin_get_user(account.id);
EXCEPTION WHEN unique_violation THEN
    PERFORM public.refuse(422, 'user_already_exists', 'User already registered');
END
$$;
REVOKE ALL ON FUNCTION private.auth_admin_create_user(jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_admin_create_user(jsonb, jsonb) TO topin_auth;
