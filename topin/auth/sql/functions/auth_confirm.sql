-- What a redeemed code does to its account: all codes are spent, the address is confirmed, a pending change is made.
-- context.audited: the event is written elsewhere. Refuses 422 email_exists when another account took the new address meanwhile.
CREATE OR REPLACE FUNCTION private.auth_confirm(account auth.users, kind text, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    address text := CASE kind WHEN 'email_change' THEN account.email_change ELSE account.email END;
BEGIN
    PERFORM private.auth_wipe_codes(account.id);
    PERFORM private.auth_lock_address(address);
    IF EXISTS (SELECT FROM auth.users u WHERE u.email = address AND NOT u.is_sso_user AND u.id <> account.id) THEN
        PERFORM public.refuse(422, 'email_exists', 'A user with this email address has already been registered');
    END IF;
    UPDATE auth.users SET email = address, email_confirmed_at = coalesce(email_confirmed_at, private.clock()),
        email_change = CASE kind WHEN 'email_change' THEN '' ELSE email_change END,
        email_change_confirm_status = CASE kind WHEN 'email_change' THEN 0 ELSE email_change_confirm_status END,
        is_anonymous = false, updated_at = private.clock(),
        raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || CASE
            WHEN kind = 'email_change' THEN jsonb_build_object('email', address, 'email_verified', true)
            ELSE '{"email_verified": true}' END
    WHERE id = account.id;
    UPDATE auth.identities SET updated_at = private.clock(),
        identity_data = identity_data || jsonb_build_object('email', address, 'email_verified', true)
    WHERE user_id = account.id AND provider = 'email';
    IF NOT FOUND AND kind = 'email_change' THEN
        PERFORM private.auth_add_identity(account.id, address, '{}', true);
    END IF;
    PERFORM private.auth_name_providers(account.id);
    IF (context ->> 'audited')::boolean THEN
        RETURN;
    END IF;
    PERFORM private.auth_audit(CASE
        WHEN kind = 'email_change' THEN 'user_modified'
        WHEN account.email_confirmed_at IS NULL THEN 'user_signedup'
        ELSE 'login' END, account.id, jsonb_build_object('provider', 'email', 'via', kind), context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_confirm(auth.users, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_confirm(auth.users, text, jsonb) TO topin_auth;
