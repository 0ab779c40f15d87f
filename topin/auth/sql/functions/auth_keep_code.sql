-- Stores the hash of a new code where GoTrue looks for it, in the user's row and in one_time_tokens; an older code of
-- the kind is replaced and the count of tries starts anew.
CREATE OR REPLACE FUNCTION private.auth_keep_code(person uuid, token_type text, address text, code_hash text)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    UPDATE auth.users SET
        confirmation_token = CASE token_type WHEN 'confirmation_token' THEN code_hash ELSE confirmation_token END,
        confirmation_sent_at = CASE token_type WHEN 'confirmation_token' THEN private.clock() ELSE confirmation_sent_at END,
        recovery_token = CASE token_type WHEN 'recovery_token' THEN code_hash ELSE recovery_token END,
        recovery_sent_at = CASE token_type WHEN 'recovery_token' THEN private.clock() ELSE recovery_sent_at END,
        reauthentication_token = CASE token_type
            WHEN 'reauthentication_token' THEN code_hash ELSE reauthentication_token END,
        reauthentication_sent_at = CASE token_type
            WHEN 'reauthentication_token' THEN private.clock() ELSE reauthentication_sent_at END,
        email_change_token_new = CASE token_type
            WHEN 'email_change_token_new' THEN code_hash ELSE email_change_token_new END,
        email_change_token_current = CASE token_type
            WHEN 'email_change_token_current' THEN code_hash ELSE email_change_token_current END,
        email_change_sent_at = CASE
            WHEN token_type LIKE 'email\_change\_%' THEN private.clock() ELSE email_change_sent_at END,
        phone_change_token = CASE token_type WHEN 'phone_change_token' THEN code_hash ELSE phone_change_token END,
        phone_change_sent_at = CASE token_type WHEN 'phone_change_token' THEN private.clock() ELSE phone_change_sent_at END,
        updated_at = private.clock()
    WHERE id = person;
    DELETE FROM auth.one_time_tokens o WHERE o.user_id = person AND o.token_type::text = auth_keep_code.token_type;
    INSERT INTO auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to, created_at, updated_at)
    VALUES (gen_random_uuid(), person, auth_keep_code.token_type::auth.one_time_token_type, code_hash, lower(address),
        private.clock() AT TIME ZONE 'UTC', private.clock() AT TIME ZONE 'UTC');
    IF token_type = 'reauthentication_token' THEN
        DELETE FROM private.code_tries WHERE user_id = person AND purpose = 'reauthentication';
    ELSE
        DELETE FROM private.code_guesses WHERE user_id = person;
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_keep_code(uuid, text, text, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_keep_code(uuid, text, text, text) TO topin_auth;
