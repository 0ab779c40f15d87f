-- Makes a confirmed e-mail account with its identity and returns its id; the profile follows by trigger.
-- For demo data, tests and staff; people sign up through private.auth_sign_up.
-- Refuses what the profile refuses (handle_taken, handle_invalid) and 422 email_exists.
CREATE OR REPLACE FUNCTION private.create_user(
    new_email text, password_hash text, metadata jsonb DEFAULT '{}', new_id uuid DEFAULT gen_random_uuid()
)
RETURNS uuid
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    address text := lower(new_email);
    broken text;
BEGIN
    PERFORM private.auth_add_user(
        address, password_hash, '{"provider": "email", "providers": ["email"]}',
        metadata || private.auth_claimed(new_id, address, true), true, new_id
    );
    PERFORM private.auth_add_identity(new_id, address, metadata, true);
    RETURN new_id;
EXCEPTION WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
    IF broken <> 'users_email_partial_key' THEN
        RAISE;
    END IF;
    PERFORM public.refuse(422, 'email_exists', 'A user with this email address has already been registered');
END
$$;
REVOKE ALL ON FUNCTION private.create_user(text, text, jsonb, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.create_user(text, text, jsonb, uuid) TO topin_auth;
