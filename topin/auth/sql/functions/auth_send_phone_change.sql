-- Sends a code to the number that an account is to have; the old one stays until it is redeemed.
-- Refuses 422 phone_exists, 429 over_sms_send_rate_limit.
CREATE OR REPLACE FUNCTION private.auth_send_phone_change(account auth.users, number text, code jsonb, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    PERFORM private.auth_lock_address(number);
    PERFORM private.auth_require_free(NULL, number, account.id);
    PERFORM private.auth_require_sms_pause(account.phone_change_sent_at, context);
    UPDATE auth.users SET phone_change = number WHERE id = account.id;
    PERFORM private.auth_keep_code(account.id, 'phone_change_token', number,
        private.auth_code_hash(number, code ->> 'keyed'));
    PERFORM private.auth_note_asker(account.id, context);
    PERFORM private.auth_text(account, number, code, context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_send_phone_change(auth.users, text, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_send_phone_change(auth.users, text, jsonb, jsonb) TO topin_auth;
