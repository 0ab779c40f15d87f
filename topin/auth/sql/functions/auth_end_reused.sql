-- A token at least two generations old was presented: somebody else has it too, so its session ends.
CREATE OR REPLACE FUNCTION private.auth_end_reused(held auth.refresh_tokens, rules jsonb, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    PERFORM private.auth_audit('token_revoked', held.user_id::uuid,
        jsonb_build_object('session_id', held.session_id, 'reason', 'refresh_token_already_used'), context);
    IF (rules ->> 'rotation')::boolean THEN
        DELETE FROM auth.sessions WHERE id = held.session_id;
    END IF;
    RETURN jsonb_build_object('refusal', jsonb_build_object(
        'status', 400, 'code', 'refresh_token_already_used', 'detail', 'Invalid Refresh Token: Already Used'
    ));
END
$$;
REVOKE ALL ON FUNCTION private.auth_end_reused(auth.refresh_tokens, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_end_reused(auth.refresh_tokens, jsonb, jsonb) TO topin_auth;
