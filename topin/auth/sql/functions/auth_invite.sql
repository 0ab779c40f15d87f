-- Makes an account for a service token and mails its owner an invitation. Refuses 422 email_exists.
CREATE OR REPLACE FUNCTION private.auth_invite(address text, metadata jsonb, code jsonb, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    made jsonb := private.auth_admin_link('invite', address, NULL, jsonb_build_object('data', metadata), code, context);
    account auth.users;
BEGIN
    SELECT * INTO account FROM auth.users WHERE id = (made -> 'user' ->> 'id')::uuid;
    PERFORM private.auth_mail(account, 'invite', address, code, context);
    RETURN made -> 'user';
END
$$;
REVOKE ALL ON FUNCTION private.auth_invite(text, jsonb, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_invite(text, jsonb, jsonb, jsonb) TO topin_auth;
