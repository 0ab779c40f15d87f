-- Has a sign-in code sent to a number (digits, no plus); makes its account where that is allowed. One that its owner
-- closed gets nothing. Refuses: 422 otp_disabled, signup_disabled, what the profile refuses, 429 over_sms_send_rate_limit.
CREATE OR REPLACE FUNCTION private.auth_otp_by_phone(number text, may_create boolean, metadata jsonb, code jsonb, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    account auth.users;
    rules jsonb := context -> 'rules';
BEGIN
    PERFORM private.auth_lock_address(number);
    SELECT * INTO account FROM auth.users WHERE phone = number FOR UPDATE;
    IF account.deleted_at IS NOT NULL THEN
        PERFORM private.enqueue('sms', '{"to": ""}');
        RETURN;
    ELSIF account.id IS NULL THEN
        IF NOT may_create THEN
            PERFORM public.refuse(422, 'otp_disabled', 'Signups not allowed for otp');
        ELSIF (rules ->> 'signup_disabled')::boolean THEN
            PERFORM public.refuse(422, 'signup_disabled', 'Signups not allowed for this instance');
        END IF;
        account := private.auth_add_phone_user(number, metadata);
    ELSIF account.confirmation_sent_at + make_interval(secs => (rules ->> 'sms_pause')::integer) > private.clock() THEN
        PERFORM public.refuse(429, 'over_sms_send_rate_limit', format(
            'For security purposes, you can only request this after %s seconds.', rules ->> 'sms_pause'));
    END IF;
    PERFORM private.auth_keep_code(account.id, 'confirmation_token', number,
        private.auth_code_hash(number, code ->> 'keyed'));
    PERFORM private.auth_note_asker(account.id, context);
    PERFORM private.auth_audit('user_confirmation_requested', account.id, '{"provider": "phone"}', context);
    PERFORM private.enqueue('sms', jsonb_build_object('to', number, 'secret', code ->> 'sealed',
        'locale', coalesce(account.raw_user_meta_data ->> 'locale', context ->> 'locale')));
END
$$;
REVOKE ALL ON FUNCTION private.auth_otp_by_phone(text, boolean, jsonb, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_otp_by_phone(text, boolean, jsonb, jsonb, jsonb) TO topin_auth;
