-- Keeps public.user_sessions, the person's view, in step with a session that was opened or refreshed.
CREATE OR REPLACE FUNCTION private.auth_see_session(session uuid, person uuid, started timestamptz, context jsonb)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    INSERT INTO public.user_sessions AS seen (id, user_id, device, platform, address_hash, created_at, last_seen_at)
    VALUES (
        session, person, coalesce(context ->> 'device', ''), coalesce(context ->> 'platform', ''),
        coalesce(context ->> 'address_hash', ''), coalesce(started, private.clock()), private.clock()
    )
    ON CONFLICT (id) DO UPDATE SET
        device = excluded.device, platform = excluded.platform, address_hash = excluded.address_hash,
        last_seen_at = excluded.last_seen_at
$$;
REVOKE ALL ON FUNCTION private.auth_see_session(uuid, uuid, timestamptz, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_see_session(uuid, uuid, timestamptz, jsonb) TO topin_auth;
