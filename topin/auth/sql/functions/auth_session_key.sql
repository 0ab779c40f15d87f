-- The key with which a GoTrue of before signed the refresh tokens of a session (its second algorithm); NULL for none.
-- Python checks the signature by it (PostgreSQL has no HMAC).
CREATE OR REPLACE FUNCTION private.auth_session_key(session uuid)
RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT s.refresh_token_hmac_key FROM auth.sessions s WHERE s.id = session AND s.refresh_token_counter IS NOT NULL
$$;
REVOKE ALL ON FUNCTION private.auth_session_key(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_session_key(uuid) TO topin_auth;
