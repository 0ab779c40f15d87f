-- Makes a confirmed e-mail account with its identity and returns its id; the profile follows by trigger.
-- For demo data, tests and the admin's own accounts; people sign up through private.auth_sign_up.
-- Refuses what the profile refuses (handle_taken, handle_invalid) and 422 email_exists.
CREATE OR REPLACE FUNCTION private.create_user(
    new_email text, password_hash text, metadata jsonb DEFAULT '{}', new_id uuid DEFAULT gen_random_uuid()
) RETURNS uuid
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    broken text;
BEGIN
    INSERT INTO auth.users (
        instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token,
        recovery_token, email_change, email_change_token_new, raw_app_meta_data, raw_user_meta_data,
        created_at, updated_at
    ) VALUES (
        '00000000-0000-0000-0000-000000000000', new_id, 'authenticated', 'authenticated', lower(new_email),
        password_hash, private.clock(), '', '', '', '', '{"provider": "email", "providers": ["email"]}',
        metadata || jsonb_build_object('sub', new_id, 'email', lower(new_email), 'email_verified', true,
            'phone_verified', false),
        private.clock(), private.clock()
    );
    PERFORM private.auth_add_identity(new_id, lower(new_email), metadata, true);
    RETURN new_id;
EXCEPTION WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
    IF broken <> 'users_email_partial_key' THEN
        RAISE;
    END IF;
    PERFORM public.refuse(422, 'email_exists', 'A user with this email address has already been registered');
END $$;
REVOKE ALL ON FUNCTION private.create_user(text, text, jsonb, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.create_user(text, text, jsonb, uuid) TO topin_auth;
