-- Mails a sign-in code: to a confirmed account as magic link, else (made now where that is allowed) as confirmation. One
-- that is deleted gets nothing, unless its owner closed it and may take that back. Refuses 429 over_email_send_rate_limit.
CREATE OR REPLACE FUNCTION private.auth_otp(address text, may_create boolean, metadata jsonb, code jsonb, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    account auth.users;
BEGIN
    PERFORM private.auth_lock_address(address);
    SELECT * INTO account FROM auth.users WHERE email = address AND NOT is_sso_user;
    IF (account.deleted_at IS NOT NULL AND NOT private.may_reopen(account.id)) OR (account.id IS NULL AND NOT may_create) THEN
        RETURN;
    ELSIF account.id IS NULL THEN
        account := private.auth_add_otp_user(address, metadata, (context -> 'rules' ->> 'autoconfirm')::boolean);
        IF account.email_confirmed_at IS NOT NULL THEN
            PERFORM private.auth_audit('user_signedup', account.id, '{"provider": "email"}', context);
        END IF;
    END IF;
    IF account.email_confirmed_at IS NULL THEN
        PERFORM private.auth_audit('user_confirmation_requested', account.id, '{"provider": "email"}', context);
        PERFORM private.auth_send_code(account.id, 'confirmation', code, context || '{"flow": "email/signup"}');
    ELSE
        PERFORM private.auth_audit('user_recovery_requested', account.id, '{}', context);
        PERFORM private.auth_send_code(account.id, 'recovery', code, context || '{"template": "magiclink"}');
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_otp(text, boolean, jsonb, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
