-- Writes a provider's identity to an account, whose metadata then tells of it.
CREATE OR REPLACE FUNCTION private.auth_attach_identity(person uuid, identity jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    INSERT INTO auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
    VALUES (identity ->> 'subject', person, identity -> 'facts', identity ->> 'provider', private.clock(), private.clock(),
        private.clock());
    UPDATE auth.users SET updated_at = private.clock(), is_anonymous = false,
        raw_user_meta_data = (identity -> 'facts') || coalesce(raw_user_meta_data, '{}') || '{"email_verified": true}'
    WHERE id = person;
    PERFORM private.auth_name_providers(person);
END
$$;
REVOKE ALL ON FUNCTION private.auth_attach_identity(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_attach_identity(uuid, jsonb) TO topin_auth;
