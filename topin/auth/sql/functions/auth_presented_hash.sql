-- The hash of a presented code: of the code under our key; of the code itself, as GoTrue made it, where such a one is
-- pending since before the adoption.
CREATE OR REPLACE FUNCTION private.auth_presented_hash(address text, code text, keyed text)
RETURNS text
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    carried text := private.auth_code_hash(address, code);
BEGIN
    IF EXISTS (
        SELECT FROM auth.one_time_tokens o
        WHERE o.relates_to = address AND o.token_hash IN (carried, 'pkce_' || carried)
    ) THEN
        RETURN carried;
    END IF;
    RETURN private.auth_code_hash(address, keyed);
END
$$;
REVOKE ALL ON FUNCTION private.auth_presented_hash(text, text, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_presented_hash(text, text, text) TO topin_auth;
