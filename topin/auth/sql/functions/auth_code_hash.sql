-- GoTrue's hash of a one-time code: hex SHA-224 of the lower-case address and the code.
CREATE OR REPLACE FUNCTION private.auth_code_hash(address text, code text)
RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
    SELECT encode(sha224(convert_to(lower(address) || code, 'UTF8')), 'hex')
$$;
REVOKE ALL ON FUNCTION private.auth_code_hash(text, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_code_hash(text, text) TO topin_auth;
