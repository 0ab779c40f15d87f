-- Writes that an identity was linked to an account, or unlinked from it.
CREATE OR REPLACE FUNCTION private.auth_audit_identity(
    action text, person uuid, provider text, provider_id text, context jsonb
)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    SELECT private.auth_audit(action, person,
        jsonb_build_object('provider', provider, 'provider_id', provider_id), context)
$$;
REVOKE ALL ON FUNCTION private.auth_audit_identity(text, uuid, text, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_audit_identity(text, uuid, text, text, jsonb) TO topin_auth;
