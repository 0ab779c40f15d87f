-- Inserts an e-mail account in the form that GoTrue itself could read; the profile follows by trigger on auth.users.
-- address: lower-case, NULL for an anonymous account. Refuses what the profile refuses (handle_taken, handle_invalid).
CREATE OR REPLACE FUNCTION private.auth_add_user(
    address text, password_hash text, app_metadata jsonb, user_metadata jsonb, confirmed boolean, new_id uuid
)
RETURNS auth.users
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    made auth.users;
BEGIN
    INSERT INTO auth.users (
        instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token,
        recovery_token, email_change, email_change_token_new, raw_app_meta_data, raw_user_meta_data,
        created_at, updated_at, is_anonymous
    ) VALUES (
        '00000000-0000-0000-0000-000000000000', new_id, 'authenticated', 'authenticated', address, password_hash,
        CASE WHEN confirmed THEN private.clock() END, '', '', '', '', app_metadata, user_metadata,
        private.clock(), private.clock(), address IS NULL
    ) RETURNING * INTO made;
    RETURN made;
END
$$;
REVOKE ALL ON FUNCTION private.auth_add_user(text, text, jsonb, jsonb, boolean, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_add_user(text, text, jsonb, jsonb, boolean, uuid) TO topin_auth;
