-- Meets a challenge: the session rises to aal2 with a new refresh token, the account's aal1 sessions and its other
-- unverified factors go. proved: whether Python found the code right. Returns {grant}, or {refusal} for a wrong code.
-- Refuses 422: mfa_factor_not_found, mfa_ip_address_mismatch, mfa_challenge_expired.
CREATE OR REPLACE FUNCTION private.auth_verify_factor(
    claims jsonb, factor uuid, challenge uuid, proved boolean, fresh_token text, context jsonb
)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require_person(claims);
    held auth.mfa_factors := private.auth_own_factor(person.id, factor);
    opened auth.mfa_challenges;
    current_session uuid := (claims ->> 'session_id')::uuid;
BEGIN
    SELECT * INTO opened FROM auth.mfa_challenges WHERE id = challenge AND factor_id = held.id FOR UPDATE;
    PERFORM private.auth_require_open_challenge(opened, context);
    PERFORM private.auth_audit('verification_attempted', person.id,
        jsonb_build_object('factor_id', held.id, 'factor_type', held.factor_type, 'proved', proved), context);
    IF NOT proved THEN
        RETURN private.auth_wrong_factor_code(person.id, opened.id, context -> 'rules');
    END IF;
    UPDATE auth.mfa_challenges SET verified_at = private.clock() WHERE id = opened.id;
    UPDATE auth.mfa_factors SET status = 'verified', updated_at = private.clock() WHERE id = held.id;
    UPDATE auth.sessions SET aal = 'aal2', factor_id = held.id, updated_at = private.clock() WHERE id = current_session;
    INSERT INTO auth.mfa_amr_claims (session_id, created_at, updated_at, authentication_method, id)
    VALUES (current_session, private.clock(), private.clock(), 'totp', gen_random_uuid())
    ON CONFLICT (session_id, authentication_method) DO UPDATE SET created_at = excluded.created_at, updated_at = excluded.updated_at;
    DELETE FROM auth.sessions s WHERE s.user_id = person.id AND s.aal = 'aal1' AND s.id <> current_session;
    DELETE FROM auth.mfa_factors f
    WHERE f.user_id = person.id AND f.status = 'unverified' AND f.factor_type = held.factor_type AND f.id <> held.id;
    DELETE FROM private.code_tries WHERE user_id = person.id AND purpose = 'totp';
    RETURN jsonb_build_object('grant', private.auth_rotate(current_session, person.id, fresh_token));
END
$$;
REVOKE ALL ON FUNCTION private.auth_verify_factor(jsonb, uuid, uuid, boolean, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_verify_factor(jsonb, uuid, uuid, boolean, text, jsonb) TO topin_auth;
