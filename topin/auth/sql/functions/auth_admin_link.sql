-- Makes a code and link for a service token to deliver itself, and the account where signup, invite or magiclink ask for
-- one. fields: password_hash, data. Returns {user, kind, address}: the kind that came of it and the address of its hash.
-- Refuses: 422 email_exists, 404 user_not_found.
CREATE OR REPLACE FUNCTION private.auth_admin_link(
    kind text, address text, new_address text, fields jsonb, code jsonb, context jsonb
)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    account auth.users;
    stored text := CASE kind WHEN 'email_change_new' THEN 'email_change_token_new'
        WHEN 'email_change_current' THEN 'email_change_token_current'
        WHEN 'signup' THEN 'confirmation_token' WHEN 'invite' THEN 'confirmation_token' ELSE 'recovery_token' END;
    receiver text := CASE kind WHEN 'email_change_new' THEN new_address ELSE address END;
BEGIN
    PERFORM private.auth_lock_address(address);
    SELECT * INTO account FROM auth.users WHERE email = address AND NOT is_sso_user AND deleted_at IS NULL FOR UPDATE;
    IF account.id IS NULL AND kind = 'magiclink' THEN
        kind := 'signup';
        stored := 'confirmation_token';
    END IF;
    IF account.id IS NULL AND kind NOT IN ('signup', 'invite') THEN
        PERFORM public.refuse(404, 'user_not_found', 'User with this email not found');
    ELSIF account.email_confirmed_at IS NOT NULL AND kind IN ('signup', 'invite') THEN
        PERFORM public.refuse(422, 'email_exists', 'A user with this email address has already been registered');
    ELSIF account.id IS NULL THEN
        account := private.auth_add_user(address, coalesce(fields ->> 'password_hash', ''),
            '{"provider": "email", "providers": ["email"]}', coalesce(fields -> 'data', '{}'), false, gen_random_uuid());
        PERFORM private.auth_add_identity(account.id, address, '{}', false);
    END IF;
    IF stored LIKE 'email\_change%' THEN
        PERFORM private.auth_require_free(new_address, NULL, account.id);
        UPDATE auth.users SET email_change = new_address, email_change_confirm_status = 0 WHERE id = account.id;
    ELSIF kind = 'invite' THEN
        UPDATE auth.users SET invited_at = private.clock() WHERE id = account.id;
    END IF;
    PERFORM private.auth_keep_code(account.id, stored, receiver, private.auth_code_hash(receiver, code ->> 'keyed'));
    PERFORM private.auth_audit(CASE
        WHEN kind = 'invite' THEN 'user_invited'
        WHEN kind = 'signup' THEN 'user_confirmation_requested'
        WHEN kind LIKE 'email\_change%' THEN 'user_modified'
        ELSE 'user_recovery_requested' END, account.id, jsonb_build_object('by', 'service', 'kind', kind), context);
    RETURN jsonb_build_object('user', private.auth_admin_get_user(account.id), 'kind', kind, 'address', receiver);
END
$$;
REVOKE ALL ON FUNCTION private.auth_admin_link(text, text, text, jsonb, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_admin_link(text, text, text, jsonb, jsonb, jsonb) TO topin_auth;
