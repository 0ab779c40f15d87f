-- Turns the newest pending PKCE flow of an account into an auth code, which its verifier alone can exchange.
CREATE OR REPLACE FUNCTION private.auth_issue_flow_code(person uuid, kind text)
RETURNS text
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    UPDATE auth.flow_state SET auth_code = gen_random_uuid()::text, auth_code_issued_at = private.clock(),
        updated_at = private.clock()
    WHERE id = (
        SELECT f.id FROM auth.flow_state f
        WHERE f.user_id = person AND f.auth_code IS NULL AND f.authentication_method = CASE kind
            WHEN 'signup' THEN 'email/signup' WHEN 'email' THEN f.authentication_method ELSE kind END
        ORDER BY f.created_at DESC LIMIT 1
    )
    RETURNING auth_code
$$;
REVOKE ALL ON FUNCTION private.auth_issue_flow_code(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_issue_flow_code(uuid, text) TO topin_auth;
