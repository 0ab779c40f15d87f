-- Sends the account behind a token a nonce for PUT /user: by mail, or by text message (text_code) where it has no address.
-- Refuses as private.auth_require, 400 validation_failed (neither), 422 email_not_confirmed, phone_not_confirmed, 429 within
-- the frequency.
CREATE OR REPLACE FUNCTION private.auth_reauthenticate(claims jsonb, code jsonb, text_code jsonb, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require(claims);
BEGIN
    IF coalesce(person.email, person.phone, '') = '' THEN
        PERFORM public.refuse(400, 'validation_failed', 'Reauthentication requires the user to have an email or a phone number');
    ELSIF person.email <> '' AND person.email_confirmed_at IS NULL THEN
        PERFORM public.refuse(422, 'email_not_confirmed', 'Please verify your email first.');
    ELSIF coalesce(person.email, '') = '' AND person.phone_confirmed_at IS NULL THEN
        PERFORM public.refuse(422, 'phone_not_confirmed', 'Please verify your phone first.');
    END IF;
    PERFORM private.auth_audit('user_reauthenticate_requested', person.id, '{}', context);
    IF person.email <> '' THEN
        PERFORM private.auth_send_code(person.id, 'reauthentication', code, context - 'challenge');
        RETURN;
    END IF;
    PERFORM private.auth_require_sms_pause(person.reauthentication_sent_at, context);
    PERFORM private.auth_keep_code(person.id, 'reauthentication_token', person.phone,
        private.auth_code_hash(person.phone, text_code ->> 'plain'));
    PERFORM private.auth_text(person, person.phone, text_code, context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_reauthenticate(jsonb, jsonb, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_reauthenticate(jsonb, jsonb, jsonb, jsonb) TO topin_auth;
