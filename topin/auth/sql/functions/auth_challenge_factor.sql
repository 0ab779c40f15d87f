-- Opens a challenge of a factor, to be met from the same address. Returns {id, type, expires_at}.
-- Refuses as private.auth_require_person; 404 mfa_factor_not_found.
CREATE OR REPLACE FUNCTION private.auth_challenge_factor(claims jsonb, factor uuid, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require_person(claims);
    held auth.mfa_factors := private.auth_own_factor(person.id, factor);
    made uuid := gen_random_uuid();
BEGIN
    INSERT INTO auth.mfa_challenges (id, factor_id, created_at, ip_address)
    VALUES (made, held.id, private.clock(), coalesce((context ->> 'ip')::inet, '0.0.0.0'));
    -- The column is unique over all factors, so the transaction's own time could clash.
    UPDATE auth.mfa_factors SET last_challenged_at = clock_timestamp() WHERE id = held.id;
    PERFORM private.auth_audit('challenge_created', person.id, jsonb_build_object('factor_id', held.id), context);
    RETURN jsonb_build_object('id', made, 'type', held.factor_type, 'expires_at', floor(extract(epoch FROM
        private.clock() + make_interval(secs => (context -> 'rules' ->> 'challenge_life')::integer)))::bigint);
END
$$;
REVOKE ALL ON FUNCTION private.auth_challenge_factor(jsonb, uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_challenge_factor(jsonb, uuid, jsonb) TO topin_auth;
