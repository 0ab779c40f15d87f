-- Mails the account behind a token a nonce for PUT /user.
-- Refuses as private.auth_require, 400 validation_failed (anonymous), 422 email_not_confirmed, 429 within the frequency.
CREATE OR REPLACE FUNCTION private.auth_reauthenticate(claims jsonb, code jsonb, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require(claims);
BEGIN
    IF person.is_anonymous OR coalesce(person.email, '') = '' THEN
        PERFORM public.refuse(400, 'validation_failed', 'Reauthentication requires the user to have an email or a phone number');
    ELSIF person.email_confirmed_at IS NULL THEN
        PERFORM public.refuse(422, 'email_not_confirmed', 'Please verify your email first.');
    END IF;
    PERFORM private.auth_audit('user_reauthenticate_requested', person.id, '{}', context);
    PERFORM private.auth_send_code(person.id, 'reauthentication', code, context - 'challenge');
END
$$;
REVOKE ALL ON FUNCTION private.auth_reauthenticate(jsonb, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_reauthenticate(jsonb, jsonb, jsonb) TO topin_auth;
