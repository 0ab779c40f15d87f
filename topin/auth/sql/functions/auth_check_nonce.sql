-- Whether a new password may be set: NULL, or the refusal of a nonce that does not hold (counted: five tries).
-- Asked for only where the settings say so and the session is older than a day; refuses 400 reauthentication_needed.
CREATE OR REPLACE FUNCTION private.auth_check_nonce(claims jsonb, person auth.users, nonce text, rules jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    spent integer;
BEGIN
    IF NOT (rules ->> 'reauthenticate')::boolean OR EXISTS (
        SELECT FROM auth.sessions s
        WHERE s.id = (claims ->> 'session_id')::uuid AND s.created_at > private.clock() - interval '24 hours'
    ) THEN
        RETURN NULL;
    ELSIF coalesce(nonce, '') = '' THEN
        PERFORM public.refuse(400, 'reauthentication_needed', 'Password update requires reauthentication');
    ELSIF private.auth_nonce_holds(person, nonce, rules) THEN
        RETURN NULL;
    END IF;
    INSERT INTO private.code_tries AS t (user_id, purpose, tries, since)
    VALUES (person.id, 'reauthentication', 1, private.clock())
    ON CONFLICT (user_id, purpose) DO UPDATE SET tries = t.tries + 1
    RETURNING tries INTO spent;
    IF spent >= (rules ->> 'code_tries')::integer THEN
        PERFORM private.auth_wipe_codes(person.id);
    END IF;
    RETURN jsonb_build_object('refusal', jsonb_build_object(
        'status', 422, 'code', 'reauthentication_not_valid', 'detail', 'Nonce has expired or is invalid'));
END
$$;
REVOKE ALL ON FUNCTION private.auth_check_nonce(jsonb, auth.users, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_check_nonce(jsonb, auth.users, text, jsonb) TO topin_auth;
