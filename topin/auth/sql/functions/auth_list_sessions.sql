-- The living sessions of the account behind a token, last seen first, at most 100. Refuses as private.auth_require.
CREATE OR REPLACE FUNCTION private.auth_list_sessions(claims jsonb)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT coalesce(jsonb_agg(entry ORDER BY seen DESC, id), '[]')
    FROM (SELECT private.auth_require(claims) AS person) p
    CROSS JOIN LATERAL (
        SELECT s.id, coalesce(v.last_seen_at, s.refreshed_at AT TIME ZONE 'UTC', s.created_at) AS seen,
            jsonb_build_object(
                'id', s.id, 'device', coalesce(v.device, ''), 'platform', coalesce(v.platform, ''),
                'created_at', private.iso(s.created_at),
                'last_seen_at', private.iso(coalesce(v.last_seen_at, s.refreshed_at AT TIME ZONE 'UTC', s.created_at)),
                'current', s.id = (claims ->> 'session_id')::uuid
            ) AS entry
        FROM auth.sessions s LEFT JOIN public.user_sessions v ON v.id = s.id
        WHERE s.user_id = (p.person).id
        ORDER BY seen DESC, s.id LIMIT 100
    ) sessions
$$;
REVOKE ALL ON FUNCTION private.auth_list_sessions(jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_list_sessions(jsonb) TO topin_auth;
