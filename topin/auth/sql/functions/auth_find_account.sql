-- What the password grant needs to know of an account, by its address or its number (digits): {id, hash, banned}; NULL when
-- there is none.
-- The hash is compared in Python, outside of any transaction that holds a lock.
CREATE OR REPLACE FUNCTION private.auth_find_account(address text)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT jsonb_build_object(
        'id', u.id, 'hash', coalesce(u.encrypted_password, ''), 'banned', coalesce(u.banned_until > private.clock(), false)
    )
    FROM auth.users u
    WHERE ((u.email = lower(address) AND NOT u.is_sso_user) OR u.phone = address) AND (u.deleted_at IS NULL OR private.may_reopen(u.id))
$$;
REVOKE ALL ON FUNCTION private.auth_find_account(text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_find_account(text) TO topin_auth;
