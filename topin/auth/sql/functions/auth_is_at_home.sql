-- Whether an account has had a session from the address that a request comes from.
CREATE OR REPLACE FUNCTION private.auth_is_at_home(person uuid, context jsonb)
RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT EXISTS (SELECT FROM public.user_sessions s
        WHERE s.user_id = person AND s.address_hash = context ->> 'address_hash' AND s.address_hash <> '')
$$;
REVOKE ALL ON FUNCTION private.auth_is_at_home(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_is_at_home(uuid, jsonb) TO topin_auth;
