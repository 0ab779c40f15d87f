-- What a session answer is made of: the user, the claims of the session and the refresh token to hand out.
-- Python signs the access token from it. amr: newest first.
CREATE OR REPLACE FUNCTION private.auth_grant(session uuid, refresh_token text)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT jsonb_build_object(
        'user', private.auth_user(u), 'session_id', s.id, 'aal', coalesce(s.aal, 'aal1'),
        'refresh_token', auth_grant.refresh_token,
        'amr', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                'method', a.authentication_method, 'timestamp', floor(extract(epoch FROM a.created_at))::bigint
            ) ORDER BY a.created_at DESC, a.id), '[]')
            FROM auth.mfa_amr_claims a WHERE a.session_id = s.id
        )
    )
    FROM auth.sessions s JOIN auth.users u ON u.id = s.user_id
    WHERE s.id = auth_grant.session
$$;
REVOKE ALL ON FUNCTION private.auth_grant(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_grant(uuid, text) TO topin_auth;
