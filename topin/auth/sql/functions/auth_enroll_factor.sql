-- Adds an unverified TOTP factor; secret is base32. Returns {factor, email}. Stale unverified ones go first.
-- Refuses: 403 insufficient_aal, no_authorization; 422 mfa_factor_name_conflict, too_many_enrolled_mfa_factors.
CREATE OR REPLACE FUNCTION private.auth_enroll_factor(claims jsonb, name text, secret text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require_person(claims);
    made auth.mfa_factors;
    rules jsonb := context -> 'rules';
BEGIN
    PERFORM FROM auth.users WHERE id = person.id FOR UPDATE;
    DELETE FROM auth.mfa_factors f
    WHERE f.user_id = person.id AND f.status = 'unverified' AND f.last_challenged_at IS NULL
        AND f.created_at < private.clock() - make_interval(secs => (rules ->> 'factor_life')::integer);
    IF (SELECT count(*) FROM auth.mfa_factors f WHERE f.user_id = person.id) >= (rules ->> 'most_factors')::integer THEN
        PERFORM public.refuse(422, 'too_many_enrolled_mfa_factors',
            'Maximum number of verified factors reached, unenroll to continue');
    ELSIF EXISTS (
        SELECT FROM auth.mfa_factors f WHERE f.user_id = person.id AND coalesce(f.friendly_name, '') = name
    ) THEN
        PERFORM public.refuse(422, 'mfa_factor_name_conflict',
            format('A factor with the friendly name "%s" for this user already exists', name));
    END IF;
    PERFORM private.auth_require_level(claims, person.id, 403);
    INSERT INTO auth.mfa_factors
        (id, user_id, friendly_name, factor_type, status, created_at, updated_at, secret)
    VALUES (gen_random_uuid(), person.id, name, 'totp', 'unverified', private.clock(), private.clock(), secret)
    RETURNING * INTO made;
    PERFORM private.auth_audit('factor_in_progress', person.id, jsonb_build_object('factor_id', made.id), context);
    RETURN jsonb_build_object('factor', private.auth_factor(made), 'email', coalesce(person.email, ''));
END
$$;
REVOKE ALL ON FUNCTION private.auth_enroll_factor(jsonb, text, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_enroll_factor(jsonb, text, text, jsonb) TO topin_auth;
