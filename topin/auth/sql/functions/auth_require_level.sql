-- Refuses (insufficient_aal, with the given status) an aal1 session of an account that has a verified second factor.
CREATE OR REPLACE FUNCTION private.auth_require_level(claims jsonb, person uuid, status integer)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    IF coalesce((SELECT s.aal::text FROM auth.sessions s WHERE s.id = (claims ->> 'session_id')::uuid), 'aal1') = 'aal1'
        AND EXISTS (SELECT FROM auth.mfa_factors f WHERE f.user_id = person AND f.status = 'verified') THEN
        PERFORM public.refuse(status, 'insufficient_aal', 'AAL2 session is required to perform this action');
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_require_level(jsonb, uuid, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_require_level(jsonb, uuid, integer) TO topin_auth;
