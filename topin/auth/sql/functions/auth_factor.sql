-- A second factor as GoTrue shows it: never its secret.
CREATE OR REPLACE FUNCTION private.auth_factor(factor auth.mfa_factors)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT jsonb_strip_nulls(jsonb_build_object(
        'id', factor.id, 'status', factor.status, 'friendly_name', coalesce(factor.friendly_name, ''),
        'factor_type', factor.factor_type, 'phone', coalesce(factor.phone, ''),
        'last_challenged_at', private.iso(factor.last_challenged_at),
        'created_at', private.iso(factor.created_at), 'updated_at', private.iso(factor.updated_at)
    ))
$$;
REVOKE ALL ON FUNCTION private.auth_factor(auth.mfa_factors) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_factor(auth.mfa_factors) TO topin_auth, topin_definer;
