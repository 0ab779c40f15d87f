-- Bars an account from signing in, refreshing and every endpoint until then; NULL lets it in again, with the sessions
-- it had. For the SQL of staff actions and /admin/users.
-- definer: staff may not write schema auth.
CREATE OR REPLACE FUNCTION private.set_ban(person uuid, until timestamptz)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE auth.users SET banned_until = until, updated_at = private.clock() WHERE id = person;
END
$$;
REVOKE ALL ON FUNCTION private.set_ban(uuid, timestamptz) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.set_ban(uuid, timestamptz) TO topin_auth;
