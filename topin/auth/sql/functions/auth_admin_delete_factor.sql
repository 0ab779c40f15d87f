-- Removes a second factor for a service token and returns it.
-- Refuses 404 user_not_found, mfa_factor_not_found.
CREATE OR REPLACE FUNCTION private.auth_admin_delete_factor(person uuid, factor uuid, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    held auth.mfa_factors;
BEGIN
    PERFORM private.auth_admin_get_user(person);
    held := private.auth_own_factor(person, factor);
    PERFORM private.auth_drop_factor(held, 'factor_deleted', context);
    RETURN private.auth_factor(held);
END
$$;
REVOKE ALL ON FUNCTION private.auth_admin_delete_factor(uuid, uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_admin_delete_factor(uuid, uuid, jsonb) TO topin_auth;
