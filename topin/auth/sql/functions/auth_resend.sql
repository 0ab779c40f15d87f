-- Mails a pending sign-up or e-mail change again; anything else (unknown, confirmed, nothing pending) does nothing.
-- kind: signup or email_change; address is the current one. Refuses 429 over_email_send_rate_limit.
CREATE OR REPLACE FUNCTION private.auth_resend(kind text, address text, code jsonb, second_code jsonb, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    account auth.users;
BEGIN
    SELECT * INTO account FROM auth.users WHERE email = address AND NOT is_sso_user AND deleted_at IS NULL FOR UPDATE;
    IF kind = 'signup' AND account.id IS NOT NULL AND account.email_confirmed_at IS NULL THEN
        PERFORM private.auth_audit('user_confirmation_requested', account.id, '{"provider": "email"}', context);
        PERFORM private.auth_send_code(account.id, 'confirmation', code, context);
    ELSIF kind = 'email_change' AND coalesce(account.email_change, '') <> '' THEN
        PERFORM private.auth_send_change(account, account.email_change, code, second_code, context);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_resend(text, text, jsonb, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
