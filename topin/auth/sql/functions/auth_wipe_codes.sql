-- Withdraws every pending one-time code of an account.
CREATE OR REPLACE FUNCTION private.auth_wipe_codes(person uuid)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    UPDATE auth.users SET confirmation_token = '', recovery_token = '', reauthentication_token = '',
        email_change_token_new = '', email_change_token_current = '', phone_change_token = ''
    WHERE id = person;
    DELETE FROM auth.one_time_tokens WHERE user_id = person;
    DELETE FROM private.code_tries WHERE user_id = person AND purpose = 'reauthentication';
    DELETE FROM private.code_guesses WHERE user_id = person;
END
$$;
REVOKE ALL ON FUNCTION private.auth_wipe_codes(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_wipe_codes(uuid) TO topin_auth;
