-- Counts a wrong code against each account that has one pending for the address: for where it came from and, unless the
-- account has had a session from there, for the day. Returns the refusal, which is the same for an unknown address, and
-- comes after the same work.
CREATE OR REPLACE FUNCTION private.auth_wrong_code(address text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person uuid;
BEGIN
    FOR person IN SELECT DISTINCT o.user_id FROM auth.one_time_tokens o WHERE o.relates_to = address LOOP
        INSERT INTO private.code_guesses AS g (user_id, address_hash, tries, since)
        VALUES (person, coalesce(context ->> 'address_hash', ''), 1, private.clock())
        ON CONFLICT (user_id, address_hash) DO UPDATE SET tries = g.tries + 1;
        IF NOT private.auth_is_at_home(person, context) THEN
            INSERT INTO private.code_tries AS t (user_id, purpose, tries, since)
            VALUES (person, 'mail', 1, private.clock())
            ON CONFLICT (user_id, purpose) DO UPDATE SET
                tries = CASE WHEN t.since > private.clock() - interval '1 day' THEN t.tries ELSE 0 END + 1,
                since = CASE WHEN t.since > private.clock() - interval '1 day' THEN t.since ELSE private.clock() END;
        END IF;
    END LOOP;
    IF NOT FOUND AND address IS NOT NULL THEN
        PERFORM private.auth_pretend_guess(context);
    END IF;
    RETURN jsonb_build_object('refusal', jsonb_build_object('status', 403, 'code', 'otp_expired', 'detail',
        CASE WHEN address IS NULL THEN 'Email link is invalid or has expired' ELSE 'Token has expired or is invalid' END));
END
$$;
REVOKE ALL ON FUNCTION private.auth_wrong_code(text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_wrong_code(text, jsonb) TO topin_auth;
