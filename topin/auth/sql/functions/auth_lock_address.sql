-- Lets one transaction at a time decide who owns an address.
CREATE OR REPLACE FUNCTION private.auth_lock_address(address text)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('auth address ' || address, 0))
$$;
REVOKE ALL ON FUNCTION private.auth_lock_address(text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_lock_address(text) TO topin_auth;
