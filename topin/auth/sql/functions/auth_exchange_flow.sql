-- Exchanges a PKCE auth code for a session, once. proof: base64url SHA-256 of the verifier; plain_proof: the verifier.
-- Refuses: 404 flow_state_not_found, 422 flow_state_expired, 400 bad_code_verifier.
CREATE OR REPLACE FUNCTION private.auth_exchange_flow(code text, proof text, plain_proof text, fresh_token text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    flow auth.flow_state;
BEGIN
    SELECT * INTO flow FROM auth.flow_state WHERE auth_code = code FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM public.refuse(404, 'flow_state_not_found', 'invalid flow state, no valid flow state found');
    ELSIF flow.auth_code_issued_at + make_interval(secs => 300) <= private.clock() THEN
        PERFORM public.refuse(422, 'flow_state_expired', 'invalid flow state, flow state has expired');
    ELSIF flow.code_challenge <> (CASE flow.code_challenge_method WHEN 's256' THEN proof ELSE plain_proof END) THEN
        PERFORM public.refuse(400, 'bad_code_verifier', 'code challenge does not match previously saved code verifier');
    END IF;
    DELETE FROM auth.flow_state WHERE id = flow.id;
    PERFORM private.auth_audit('login', flow.user_id, jsonb_build_object('provider', 'email', 'via', 'pkce'), context);
    RETURN private.auth_open_session(flow.user_id, flow.authentication_method, fresh_token, context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_exchange_flow(text, text, text, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_exchange_flow(text, text, text, text, jsonb) TO topin_auth;
