-- The hash of the account behind a token, for Python to hold a new (or the current) password against. "" is none.
-- Refuses as private.auth_require.
CREATE OR REPLACE FUNCTION private.auth_password_of(claims jsonb)
RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT coalesce((private.auth_require(claims)).encrypted_password, '')
$$;
REVOKE ALL ON FUNCTION private.auth_password_of(jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_password_of(jsonb) TO topin_auth;
