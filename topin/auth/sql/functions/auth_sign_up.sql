-- Makes an account by e-mail and password, with its profile, in one transaction. Returns {grant} when accounts are
-- confirmed at once, else {user} after a code was mailed. A confirmed address that signs up again gets a made-up user
-- and no mail, after the same work, so that nobody learns who has an account.
-- Refuses: 422 user_already_exists (autoconfirm only, as {refusal}: the attempt is kept), 429 over_email_send_rate_limit, and what the profile refuses.
CREATE OR REPLACE FUNCTION private.auth_sign_up(
    address text, password_hash text, metadata jsonb, code jsonb, fresh_token text, context jsonb
)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    autoconfirm boolean := (context -> 'rules' ->> 'autoconfirm')::boolean;
    existing auth.users;
    names jsonb := '{"provider": "email"}';
    made uuid := gen_random_uuid();
BEGIN
    PERFORM private.auth_lock_address(address);
    SELECT * INTO existing FROM auth.users WHERE email = address AND NOT is_sso_user FOR UPDATE;
    IF existing.id IS NOT NULL AND autoconfirm THEN
        PERFORM private.auth_audit('user_repeated_signup', existing.id, names, context);
        RETURN jsonb_build_object('refusal', jsonb_build_object(
            'status', 422, 'code', 'user_already_exists', 'detail', 'User already registered'));
    ELSIF existing.email_confirmed_at IS NOT NULL OR existing.deleted_at IS NOT NULL THEN
        PERFORM private.auth_audit('user_repeated_signup', existing.id, names, context);
        PERFORM private.enqueue('mail', jsonb_build_object('template', 'none'));
        RETURN jsonb_build_object('user', private.auth_decoy_user(address, password_hash, metadata));
    ELSIF existing.id IS NULL THEN
        PERFORM private.auth_add_user(
            address, password_hash, '{"provider": "email", "providers": ["email"]}',
            metadata || private.auth_claimed(made, address, autoconfirm), autoconfirm, made
        );
        PERFORM private.auth_add_identity(made, address, metadata, false);
    END IF;
    IF autoconfirm THEN
        PERFORM private.auth_audit('user_signedup', made, names, context);
        PERFORM private.auth_audit('login', made, names, context);
        RETURN jsonb_build_object('grant', private.auth_open_session(made, 'password', fresh_token, context));
    END IF;
    PERFORM private.auth_audit('user_confirmation_requested', coalesce(existing.id, made), names, context);
    PERFORM private.auth_send_code(coalesce(existing.id, made), 'confirmation', code, context);
    RETURN jsonb_build_object('user', (
        SELECT private.auth_user(u) FROM auth.users u WHERE u.id = coalesce(existing.id, made)
    ));
END
$$;
REVOKE ALL ON FUNCTION private.auth_sign_up(text, text, jsonb, jsonb, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_sign_up(text, text, jsonb, jsonb, text, jsonb) TO topin_auth;
