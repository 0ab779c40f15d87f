-- The secret of a factor, for Python to compute its codes (PostgreSQL has no HMAC-SHA1).
-- Refuses as private.auth_require_person; 404 mfa_factor_not_found.
CREATE OR REPLACE FUNCTION private.auth_factor_secret(claims jsonb, factor uuid)
RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT (private.auth_own_factor((private.auth_require_person(claims)).id, factor)).secret
$$;
REVOKE ALL ON FUNCTION private.auth_factor_secret(jsonb, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_factor_secret(jsonb, uuid) TO topin_auth;
