-- Exchanges a PKCE auth code for a session, once. proof: base64url SHA-256 of the verifier; plain_proof: the verifier.
-- Refuses: 403 user_banned, 404 flow_state_not_found, 422 flow_state_expired, 400 bad_code_verifier.
CREATE OR REPLACE FUNCTION private.auth_exchange_flow(code text, proof text, plain_proof text, fresh_token text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    flow auth.flow_state;
    account auth.users;
BEGIN
    -- The account first, as whoever changes a password does: two that lock in either order would wait for each other.
    SELECT u.* INTO account FROM auth.users u
    WHERE u.id = (SELECT f.user_id FROM auth.flow_state f WHERE f.auth_code = code) FOR UPDATE;
    SELECT * INTO flow FROM auth.flow_state WHERE auth_code = code FOR UPDATE;
    IF flow.id IS NULL OR account.id IS NULL OR account.deleted_at IS NOT NULL THEN
        PERFORM public.refuse(404, 'flow_state_not_found', 'invalid flow state, no valid flow state found');
    ELSIF flow.auth_code_issued_at + make_interval(secs => 300) <= private.clock() THEN
        PERFORM public.refuse(422, 'flow_state_expired', 'invalid flow state, flow state has expired');
    ELSIF flow.code_challenge <> (CASE flow.code_challenge_method WHEN 's256' THEN proof ELSE plain_proof END) THEN
        PERFORM public.refuse(400, 'bad_code_verifier', 'code challenge does not match previously saved code verifier');
    END IF;
    IF account.banned_until > private.clock() THEN
        PERFORM public.refuse(403, 'user_banned', 'User is banned');
    END IF;
    DELETE FROM auth.flow_state WHERE id = flow.id;
    PERFORM private.auth_audit('login', flow.user_id, jsonb_build_object('provider', 'email', 'via', 'pkce'), context);
    RETURN private.auth_open_session(flow.user_id, flow.authentication_method, fresh_token, context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_exchange_flow(text, text, text, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_exchange_flow(text, text, text, text, jsonb) TO topin_auth;
