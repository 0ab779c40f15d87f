-- After a service token gave an account an address or a number: their identities, and what the account is called by.
-- fields as in private.auth_admin_create_user.
CREATE OR REPLACE FUNCTION private.auth_set_identities(owner uuid, fields jsonb)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    SELECT private.auth_set_identity(owner, 'email', jsonb_build_object('email', fields ->> 'email',
        'email_verified', coalesce((fields ->> 'email_confirm')::boolean, false)))
    WHERE fields ->> 'email' <> '';
    SELECT private.auth_set_identity(owner, 'phone', jsonb_build_object('phone', fields ->> 'phone',
        'phone_verified', coalesce((fields ->> 'phone_confirm')::boolean, false)))
    WHERE fields ->> 'phone' <> '';
    UPDATE auth.users SET is_anonymous = false
    WHERE id = owner AND is_anonymous AND (email_confirmed_at IS NOT NULL OR phone_confirmed_at IS NOT NULL);
    SELECT private.auth_name_providers(owner) WHERE fields ->> 'email' <> '' OR fields ->> 'phone' <> '';
$$;
REVOKE ALL ON FUNCTION private.auth_set_identities(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_set_identities(uuid, jsonb) TO topin_auth;
