-- Removes a factor; sessions that rose by it fall back to aal1. A verified one needs an aal2 session (422
-- insufficient_aal). Refuses as private.auth_require_person; 404 mfa_factor_not_found.
CREATE OR REPLACE FUNCTION private.auth_unenroll_factor(claims jsonb, factor uuid, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require_person(claims);
    held auth.mfa_factors := private.auth_own_factor(person.id, factor);
BEGIN
    IF held.status = 'verified' THEN
        PERFORM private.auth_require_level(claims, person.id, 422);
    END IF;
    PERFORM private.auth_drop_factor(held, 'factor_unenrolled', context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_unenroll_factor(jsonb, uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_unenroll_factor(jsonb, uuid, jsonb) TO topin_auth;
