-- Counts a wrong code against the account that has one pending for the address; the fifth withdraws all its codes.
-- Returns the refusal, which is the same for an unknown address.
CREATE OR REPLACE FUNCTION private.auth_wrong_code(address text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person uuid;
    spent integer;
BEGIN
    FOR person IN SELECT DISTINCT o.user_id FROM auth.one_time_tokens o WHERE o.relates_to = address LOOP
        INSERT INTO private.code_tries AS t (user_id, purpose, tries, since) VALUES (person, 'mail', 1, private.clock())
        ON CONFLICT (user_id, purpose) DO UPDATE SET tries = t.tries + 1
        RETURNING tries INTO spent;
        IF spent >= (context -> 'rules' ->> 'code_tries')::integer THEN
            PERFORM private.auth_wipe_codes(person);
        END IF;
    END LOOP;
    RETURN jsonb_build_object('refusal', jsonb_build_object('status', 403, 'code', 'otp_expired', 'detail',
        CASE WHEN address IS NULL THEN 'Email link is invalid or has expired' ELSE 'Token has expired or is invalid' END));
END
$$;
REVOKE ALL ON FUNCTION private.auth_wrong_code(text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_wrong_code(text, jsonb) TO topin_auth;
