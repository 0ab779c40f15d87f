-- Counts a wrong code; the fifth in a row withdraws the challenge. Returns the refusal, so that the count commits.
CREATE OR REPLACE FUNCTION private.auth_wrong_factor_code(person uuid, challenge uuid, rules jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    spent integer;
BEGIN
    INSERT INTO private.code_tries AS t (user_id, purpose, tries, since) VALUES (person, 'totp', 1, private.clock())
    ON CONFLICT (user_id, purpose) DO UPDATE SET tries = t.tries + 1
    RETURNING tries INTO spent;
    IF spent % (rules ->> 'code_tries')::integer = 0 THEN
        DELETE FROM auth.mfa_challenges WHERE id = challenge;
    END IF;
    RETURN jsonb_build_object('refusal', jsonb_build_object(
        'status', 422, 'code', 'mfa_verification_failed', 'detail', 'Invalid TOTP code entered'));
END
$$;
REVOKE ALL ON FUNCTION private.auth_wrong_factor_code(uuid, uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_wrong_factor_code(uuid, uuid, jsonb) TO topin_auth;
