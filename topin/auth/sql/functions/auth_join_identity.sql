-- The account of an identity that is not known yet: the one of its verified address, else a new one. Whoever signed up
-- with that address and never proved it loses what they left there (password, sessions, factors): it was not theirs.
-- Refuses 422 provider_email_needs_verification, signup_disabled.
CREATE OR REPLACE FUNCTION private.auth_join_identity(identity jsonb, context jsonb)
RETURNS uuid
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    account auth.users;
    address text := identity ->> 'email';
    names jsonb := jsonb_build_object('provider', identity ->> 'provider');
    gone boolean;
BEGIN
    IF NOT (identity ->> 'verified')::boolean THEN
        PERFORM public.refuse(422, 'provider_email_needs_verification', format(
            'Unverified email with %s. Verify the email with %1$s in order to sign in', identity ->> 'provider'));
    END IF;
    SELECT * INTO account FROM auth.users WHERE email = address AND NOT is_sso_user FOR UPDATE;
    gone := account.deleted_at IS NOT NULL AND NOT private.may_reopen(account.id);
    IF account.id IS NULL THEN
        IF (context -> 'rules' ->> 'signup_disabled')::boolean THEN
            PERFORM public.refuse(422, 'signup_disabled', 'Signups not allowed for this instance');
        END IF;
        account := private.auth_add_user(address, '', names, identity -> 'facts', true, gen_random_uuid());
        PERFORM private.auth_audit('user_signedup', account.id, names, context);
        PERFORM private.auth_attach_identity(account.id, identity);
        RETURN account.id;
    ELSIF NOT gone AND account.email_confirmed_at IS NULL THEN
        DELETE FROM auth.sessions WHERE user_id = account.id;
        DELETE FROM auth.mfa_factors WHERE user_id = account.id;
        DELETE FROM auth.identities WHERE user_id = account.id;
        PERFORM private.auth_wipe_codes(account.id);
        UPDATE auth.users SET encrypted_password = '', email_confirmed_at = private.clock(),
            raw_app_meta_data = raw_app_meta_data || names
        WHERE id = account.id;
    END IF;
    IF NOT coalesce(gone, false) THEN
        PERFORM private.auth_attach_identity(account.id, identity);
        PERFORM private.auth_audit_identity('identity_linked', account.id, identity ->> 'provider', identity ->> 'subject', context);
        PERFORM private.auth_audit(CASE WHEN account.email_confirmed_at IS NULL THEN 'user_signedup' ELSE 'login' END,
            account.id, names, context);
    END IF;
    RETURN account.id;
END
$$;
REVOKE ALL ON FUNCTION private.auth_join_identity(jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_join_identity(jsonb, jsonb) TO topin_auth;
