-- Has a sign-in code sent to a number (digits, no plus); makes its account where that is allowed. An unknown number else, and
-- one of an account that is deleted for good, gets nothing. Refuses 429 over_sms_send_rate_limit.
CREATE OR REPLACE FUNCTION private.auth_otp_by_phone(number text, may_create boolean, metadata jsonb, code jsonb, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    account auth.users;
BEGIN
    PERFORM private.auth_lock_address(number);
    SELECT * INTO account FROM auth.users WHERE phone = number FOR UPDATE;
    IF (account.deleted_at IS NOT NULL AND NOT private.may_reopen(account.id)) OR (account.id IS NULL AND NOT may_create) THEN
        RETURN;
    ELSIF account.id IS NULL THEN
        account := private.auth_add_phone_user(number, metadata);
    END IF;
    PERFORM private.auth_require_sms_pause(account.confirmation_sent_at, context);
    PERFORM private.auth_keep_code(account.id, 'confirmation_token', number,
        private.auth_code_hash(number, code ->> 'keyed'));
    PERFORM private.auth_note_asker(account.id, context);
    PERFORM private.auth_audit(CASE WHEN account.phone_confirmed_at IS NULL
        THEN 'user_confirmation_requested' ELSE 'user_recovery_requested' END, account.id, '{"provider": "phone"}', context);
    PERFORM private.auth_text(account, number, code, context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_otp_by_phone(text, boolean, jsonb, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
