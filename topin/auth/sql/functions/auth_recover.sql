-- Mails a recovery code to a known address; for an unknown one it does nothing.
-- Refuses 429 over_email_send_rate_limit.
CREATE OR REPLACE FUNCTION private.auth_recover(address text, code jsonb, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    account auth.users;
BEGIN
    SELECT * INTO account FROM auth.users WHERE email = address AND NOT is_sso_user
        AND (deleted_at IS NULL OR private.may_reopen(id));
    IF account.id IS NOT NULL THEN
        PERFORM private.auth_audit('user_recovery_requested', account.id, '{}', context);
        PERFORM private.auth_send_code(account.id, 'recovery', code, context);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_recover(text, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
