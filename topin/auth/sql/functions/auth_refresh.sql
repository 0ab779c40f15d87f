-- Rotates a refresh token under the lock of its session, after decision 0018. The parent of the active token, and any
-- token revoked within the reuse interval, get the active one, so all parallel callers and every lost answer agree.
-- An older one ends the session; that refusal is returned as {refusal}, not raised, so that the end commits.
-- Refuses 400: refresh_token_not_found, session_not_found, session_expired, user_banned; 503 over_request_rate_limit.
CREATE OR REPLACE FUNCTION private.auth_refresh(presented text, fresh_token text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    held auth.refresh_tokens;
    active auth.refresh_tokens;
    rules jsonb := context -> 'rules';
BEGIN
    SELECT * INTO held FROM auth.refresh_tokens WHERE token = presented;
    PERFORM FROM auth.sessions WHERE id = held.session_id FOR UPDATE;
    -- Read again: whoever held the lock may have rotated it or ended the session.
    SELECT * INTO held FROM auth.refresh_tokens WHERE token = presented;
    PERFORM private.auth_require_refreshable(held, rules);
    SELECT * INTO active FROM auth.refresh_tokens
    WHERE session_id = held.session_id AND NOT revoked ORDER BY id DESC LIMIT 1;
    IF NOT held.revoked THEN
        PERFORM private.auth_require_calm(held.session_id, rules);
        UPDATE auth.refresh_tokens SET revoked = true, updated_at = private.clock() WHERE id = held.id;
        INSERT INTO auth.refresh_tokens
            (instance_id, token, user_id, revoked, created_at, updated_at, parent, session_id)
        VALUES ('00000000-0000-0000-0000-000000000000', fresh_token, held.user_id, false, private.clock(),
            private.clock(), held.token, held.session_id)
        RETURNING * INTO active;
        PERFORM private.auth_audit('token_refreshed', held.user_id::uuid, '{}', context);
    ELSIF active.id IS NULL OR (active.parent IS DISTINCT FROM held.token
        AND held.updated_at + make_interval(secs => (rules ->> 'reuse_interval')::integer) <= private.clock()) THEN
        RETURN private.auth_end_reused(held, rules, context);
    ELSE
        PERFORM private.auth_audit('token_refreshed', held.user_id::uuid, '{"replayed": true}', context);
    END IF;
    UPDATE auth.sessions SET refreshed_at = private.clock() AT TIME ZONE 'UTC', updated_at = private.clock(),
        user_agent = context ->> 'agent', ip = (context ->> 'ip')::inet
    WHERE id = held.session_id;
    PERFORM private.auth_see_session(held.session_id, held.user_id::uuid, NULL, context);
    RETURN jsonb_build_object('grant', private.auth_grant(held.session_id, active.token));
END
$$;
REVOKE ALL ON FUNCTION private.auth_refresh(text, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_refresh(text, text, jsonb) TO topin_auth;
