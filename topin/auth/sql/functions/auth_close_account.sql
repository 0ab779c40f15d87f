-- Closes the account behind a token: signed out everywhere, hidden, erased later. Proved by the hash that the password
-- was just held against, or by a reauthentication code. Returns {closed}: false for a code that does not hold,
-- which is counted.
-- Refuses as private.auth_require; 403 wrong_password where the password has changed meanwhile.
CREATE OR REPLACE FUNCTION private.auth_close_account(claims jsonb, proved_hash text, code text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require(claims);
    spent integer;
BEGIN
    PERFORM FROM auth.users WHERE id = person.id FOR NO KEY UPDATE;
    IF proved_hash IS NOT NULL THEN
        IF proved_hash IS DISTINCT FROM (SELECT u.encrypted_password FROM auth.users u WHERE u.id = person.id) THEN
            PERFORM public.refuse(403, 'wrong_password', 'This is not the password of the account.');
        END IF;
    ELSIF NOT private.auth_nonce_holds(person, code, context -> 'rules') THEN
        INSERT INTO private.code_tries AS t (user_id, purpose, tries, since)
        VALUES (person.id, 'reauthentication', 1, private.clock())
        ON CONFLICT (user_id, purpose) DO UPDATE SET tries = t.tries + 1
        RETURNING tries INTO spent;
        IF spent >= (context -> 'rules' ->> 'code_tries')::integer THEN
            PERFORM private.auth_wipe_codes(person.id);
        END IF;
        RETURN jsonb_build_object('closed', false);
    END IF;
    PERFORM private.auth_wipe_codes(person.id);
    DELETE FROM auth.flow_state WHERE user_id = person.id;
    DELETE FROM auth.sessions WHERE user_id = person.id;
    UPDATE auth.users SET deleted_at = private.clock(), updated_at = private.clock() WHERE id = person.id;
    PERFORM private.note_closure(person.id);
    PERFORM private.auth_audit('user_deleted', person.id, jsonb_build_object('by', 'owner'), context);
    RETURN jsonb_build_object('closed', true);
END
$$;
REVOKE ALL ON FUNCTION private.auth_close_account(jsonb, text, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_close_account(jsonb, text, text, jsonb) TO topin_auth;
