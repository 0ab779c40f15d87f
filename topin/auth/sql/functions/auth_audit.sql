-- Writes one auth event in GoTrue's form, with who, from where (a keyed hash of the address) and in which request.
-- traits never hold a password, a code or a token.
CREATE OR REPLACE FUNCTION private.auth_audit(action text, actor uuid, traits jsonb, context jsonb)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    INSERT INTO auth.audit_log_entries (instance_id, id, payload, created_at, ip_address)
    SELECT '00000000-0000-0000-0000-000000000000', gen_random_uuid(), json_build_object(
        'action', action, 'actor_id', actor, 'actor_username', coalesce(nullif(u.phone, ''), u.email, ''),
        'actor_via_sso', coalesce(u.is_sso_user, false), 'log_type', CASE
            WHEN action IN ('user_signedup', 'user_invited', 'user_deleted') THEN 'team'
            WHEN action LIKE 'user\_%' OR action LIKE 'identity\_%' THEN 'user'
            WHEN action LIKE 'token\_%' THEN 'token'
            WHEN action LIKE 'factor\_%' OR action IN ('challenge_created', 'verification_attempted') THEN 'factor'
            ELSE 'account' END,
        'traits', coalesce(traits, '{}'), 'agent', context ->> 'agent', 'address_hash', context ->> 'address_hash',
        'request_id', context ->> 'request_id'
    ), private.clock(), ''
    FROM (SELECT actor AS id) a LEFT JOIN auth.users u ON u.id = a.id
$$;
REVOKE ALL ON FUNCTION private.auth_audit(text, uuid, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_audit(text, uuid, jsonb, jsonb) TO topin_auth;
