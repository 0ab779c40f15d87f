-- A factor of the account; refuses 404 mfa_factor_not_found for any other.
CREATE OR REPLACE FUNCTION private.auth_own_factor(person uuid, factor uuid)
RETURNS auth.mfa_factors
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    held auth.mfa_factors;
BEGIN
    SELECT * INTO held FROM auth.mfa_factors WHERE id = factor AND user_id = person;
    IF NOT FOUND THEN
        PERFORM public.refuse(404, 'mfa_factor_not_found', 'Factor not found');
    END IF;
    RETURN held;
END
$$;
REVOKE ALL ON FUNCTION private.auth_own_factor(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_own_factor(uuid, uuid) TO topin_auth;
