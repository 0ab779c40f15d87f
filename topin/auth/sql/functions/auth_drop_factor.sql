-- Deletes a factor (action is how the audit calls it); sessions that rose by it fall back to aal1.
CREATE OR REPLACE FUNCTION private.auth_drop_factor(held auth.mfa_factors, action text, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    DELETE FROM auth.mfa_amr_claims a USING auth.sessions s
    WHERE s.id = a.session_id AND s.factor_id = held.id AND a.authentication_method = 'totp';
    UPDATE auth.sessions SET aal = 'aal1', factor_id = NULL, updated_at = private.clock() WHERE factor_id = held.id;
    DELETE FROM auth.mfa_factors WHERE id = held.id;
    PERFORM private.auth_audit(action, held.user_id, jsonb_build_object('factor_id', held.id), context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_drop_factor(auth.mfa_factors, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_drop_factor(auth.mfa_factors, text, jsonb) TO topin_auth;
