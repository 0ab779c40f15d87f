-- The four facts of an identity that a client's own metadata never overrides.
CREATE OR REPLACE FUNCTION private.auth_claimed(owner uuid, address text, verified boolean)
RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
    SELECT jsonb_build_object('sub', owner, 'email', address, 'email_verified', verified, 'phone_verified', false)
$$;
REVOKE ALL ON FUNCTION private.auth_claimed(uuid, text, boolean) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_claimed(uuid, text, boolean) TO topin_auth, topin_definer;
