-- The account behind a verified access token, as GoTrue shows it. Refuses as private.auth_require.
CREATE OR REPLACE FUNCTION private.auth_get_user(claims jsonb)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT private.auth_user(private.auth_require(claims))
$$;
REVOKE ALL ON FUNCTION private.auth_get_user(jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_get_user(jsonb) TO topin_auth;
