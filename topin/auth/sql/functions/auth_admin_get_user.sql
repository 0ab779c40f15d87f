-- One account by id; refuses 404 user_not_found. For service tokens.
CREATE OR REPLACE FUNCTION private.auth_admin_get_user(person uuid)
RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    account auth.users;
BEGIN
    SELECT * INTO account FROM auth.users WHERE id = person;
    IF NOT FOUND THEN
        PERFORM public.refuse(404, 'user_not_found', 'User not found');
    END IF;
    RETURN private.auth_user(account);
END
$$;
REVOKE ALL ON FUNCTION private.auth_admin_get_user(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_admin_get_user(uuid) TO topin_auth;
