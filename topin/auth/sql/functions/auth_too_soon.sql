-- What is told to whom asks for a code before `pause` seconds have passed since the last; NULL where they have.
CREATE OR REPLACE FUNCTION private.auth_too_soon(sent_at timestamptz, pause integer)
RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT format('For security purposes, you can only request this after %s seconds.',
        ceil(extract(epoch FROM f.free_at - private.clock())))
    FROM (SELECT sent_at + make_interval(secs => pause) AS free_at) f WHERE f.free_at > private.clock()
$$;
REVOKE ALL ON FUNCTION private.auth_too_soon(timestamptz, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_too_soon(timestamptz, integer) TO topin_auth;
