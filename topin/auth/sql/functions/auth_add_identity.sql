-- Adds the e-mail identity of an account; metadata is what the person gave at sign-up.
CREATE OR REPLACE FUNCTION private.auth_add_identity(owner uuid, address text, metadata jsonb, verified boolean)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    INSERT INTO auth.identities (
        provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at
    ) VALUES (
        owner, owner, metadata || private.auth_claimed(owner, address, verified), 'email',
        private.clock(), private.clock(), private.clock()
    )
$$;
REVOKE ALL ON FUNCTION private.auth_add_identity(uuid, text, jsonb, boolean) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_add_identity(uuid, text, jsonb, boolean) TO topin_auth;
