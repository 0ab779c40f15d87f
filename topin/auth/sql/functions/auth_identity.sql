-- An identity as GoTrue shows it; mind that id is the provider's and identity_id the row's.
CREATE OR REPLACE FUNCTION private.auth_identity(one auth.identities)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT jsonb_build_object(
        'identity_id', one.id, 'id', one.provider_id, 'user_id', one.user_id, 'identity_data', one.identity_data,
        'provider', one.provider, 'created_at', private.iso(one.created_at),
        'updated_at', private.iso(one.updated_at)
    ) || jsonb_strip_nulls(jsonb_build_object(
        'last_sign_in_at', private.iso(one.last_sign_in_at), 'email', one.email
    ))
$$;
REVOKE ALL ON FUNCTION private.auth_identity(auth.identities) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_identity(auth.identities) TO topin_auth, topin_definer;
