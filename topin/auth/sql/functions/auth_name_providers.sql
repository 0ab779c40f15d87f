-- Brings app_metadata.providers in line with an account's identities; provider stays while it is among them.
CREATE OR REPLACE FUNCTION private.auth_name_providers(person uuid)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    UPDATE auth.users u SET raw_app_meta_data = coalesce(u.raw_app_meta_data, '{}') || jsonb_build_object(
        'providers', held.names,
        'provider', CASE WHEN held.names ? (u.raw_app_meta_data ->> 'provider')
            THEN u.raw_app_meta_data -> 'provider' ELSE held.names -> 0 END)
    FROM (SELECT coalesce(jsonb_agg(i.provider ORDER BY i.created_at, i.id), '[]') AS names
        FROM auth.identities i WHERE i.user_id = person) held
    WHERE u.id = person AND held.names <> '[]'
$$;
REVOKE ALL ON FUNCTION private.auth_name_providers(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_name_providers(uuid) TO topin_auth;
