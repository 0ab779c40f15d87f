-- The second factors of an account, for a service token. Refuses 404 user_not_found.
CREATE OR REPLACE FUNCTION private.auth_admin_factors(person uuid)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT coalesce(private.auth_admin_get_user(person) -> 'factors', '[]')
$$;
REVOKE ALL ON FUNCTION private.auth_admin_factors(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_admin_factors(uuid) TO topin_auth;
