-- Refuses a session that rotated its token rules.refresh_rate times within the last minute (0: no limit). 503, which clients try
-- again: a 4xx would sign an honest phone out. Exact, since it is asked under the lock of the session.
CREATE OR REPLACE FUNCTION private.auth_require_calm(session uuid, rules jsonb)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    most integer := (rules ->> 'refresh_rate')::integer;
    earliest timestamptz;
BEGIN
    IF most > 0 THEN
        SELECT t.created_at INTO earliest FROM auth.refresh_tokens t
        WHERE t.session_id = session AND t.created_at > private.clock() - interval '1 minute'
        ORDER BY t.created_at DESC OFFSET most - 1 LIMIT 1;
        IF FOUND THEN
            PERFORM public.refuse(503, 'over_request_rate_limit', 'Request rate limit reached', 'retry_after='
                || ceil(extract(epoch FROM earliest + interval '1 minute' - private.clock())));
        END IF;
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_require_calm(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_require_calm(uuid, jsonb) TO topin_auth;
