-- Refuses a change of password, address or number that the account or its session does not allow: 401 insufficient_aal; 422
-- user_sso_managed (an account of SAML, adopted from GoTrue), validation_failed (a password where nobody could use it).
CREATE OR REPLACE FUNCTION private.auth_require_changeable(claims jsonb, person auth.users, changes jsonb)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    IF NOT changes ?| ARRAY['password_hash', 'email', 'phone'] THEN
        RETURN;
    END IF;
    PERFORM private.auth_require_level(claims, person.id, 401);
    IF person.is_anonymous AND changes ? 'password_hash' AND NOT changes ?| ARRAY['email', 'phone'] THEN
        PERFORM public.refuse(422, 'validation_failed',
            'Updating password of an anonymous user without an email or phone is not allowed');
    ELSIF person.is_sso_user THEN
        PERFORM public.refuse(422, 'user_sso_managed',
            'Updating email, phone, password of a SSO account only possible via SSO');
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_require_changeable(jsonb, auth.users, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_require_changeable(jsonb, auth.users, jsonb) TO topin_auth;
