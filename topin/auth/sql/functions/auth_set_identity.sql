-- Brings the identity of an account's own address or number (provider email or phone) in line with it, or makes it; facts:
-- {email or phone, and whether it was proved}. NULL facts: nothing to do.
CREATE OR REPLACE FUNCTION private.auth_set_identity(owner uuid, provider text, facts jsonb)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    INSERT INTO auth.identities AS held (
        provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at
    )
    SELECT owner, owner, jsonb_build_object('sub', owner, 'email_verified', false, 'phone_verified', false) || facts,
        provider, private.clock(), private.clock(), private.clock()
    WHERE facts IS NOT NULL
    ON CONFLICT (provider_id, provider) DO UPDATE
    SET identity_data = held.identity_data || facts, updated_at = private.clock()
$$;
REVOKE ALL ON FUNCTION private.auth_set_identity(uuid, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_set_identity(uuid, text, jsonb) TO topin_auth;
