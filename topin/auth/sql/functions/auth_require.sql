-- The account behind a verified access token whose session still stands; each bearer endpoint asks it first.
-- Refuses as GoTrue does: 403 user_not_found, session_not_found, user_banned.
CREATE OR REPLACE FUNCTION private.auth_require(claims jsonb)
RETURNS auth.users
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    person auth.users;
BEGIN
    SELECT * INTO person FROM auth.users WHERE id = (claims ->> 'sub')::uuid;
    IF NOT FOUND THEN
        PERFORM public.refuse(403, 'user_not_found', 'User from sub claim in JWT does not exist');
    END IF;
    IF claims ->> 'session_id' IS NOT NULL AND NOT EXISTS (
        SELECT FROM auth.sessions
        WHERE id = (claims ->> 'session_id')::uuid AND user_id = person.id
            AND (not_after IS NULL OR not_after > private.clock())
    ) THEN
        PERFORM public.refuse(403, 'session_not_found', 'Session from session_id claim in JWT does not exist');
    END IF;
    IF person.deleted_at IS NOT NULL THEN -- a token of no session: a session goes with the account
        PERFORM public.refuse(403, 'user_not_found', 'User from sub claim in JWT does not exist');
    END IF;
    IF person.banned_until > private.clock() THEN
        PERFORM public.refuse(403, 'user_banned', 'User is banned');
    END IF;
    RETURN person;
END
$$;
REVOKE ALL ON FUNCTION private.auth_require(jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_require(jsonb) TO topin_auth;
