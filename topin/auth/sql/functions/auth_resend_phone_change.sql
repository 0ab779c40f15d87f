-- Sends the code of a pending change of number again, by the current number (GoTrue's /resend of type phone_change); for any
-- other number it does nothing. Refuses 422 phone_exists, 429 over_sms_send_rate_limit.
CREATE OR REPLACE FUNCTION private.auth_resend_phone_change(number text, code jsonb, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    account auth.users;
BEGIN
    SELECT * INTO account FROM auth.users WHERE phone = number AND deleted_at IS NULL FOR UPDATE;
    IF coalesce(account.phone_change, '') <> '' THEN
        PERFORM private.auth_send_phone_change(account, account.phone_change, code, context);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_resend_phone_change(text, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
