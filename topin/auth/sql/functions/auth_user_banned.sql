-- Trigger body: when an account is banned, or no longer is, its sockets are looked at now.
CREATE OR REPLACE FUNCTION private.auth_user_banned()
RETURNS trigger
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    PERFORM private.hint(new.id, NULL);
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.auth_user_banned() FROM PUBLIC, anon, authenticated, service_role;
