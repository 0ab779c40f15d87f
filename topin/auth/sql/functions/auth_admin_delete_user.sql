-- Deletes an account for a service token: all of it, or (soft) its sessions, names and addresses, keeping the row.
-- Refuses 404 user_not_found.
CREATE OR REPLACE FUNCTION private.auth_admin_delete_user(person uuid, soft boolean, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    PERFORM private.auth_admin_get_user(person);
    PERFORM private.auth_audit('user_deleted', person, jsonb_build_object('by', 'service', 'soft', soft), context);
    IF NOT soft THEN
        DELETE FROM auth.users WHERE id = person;
        RETURN;
    END IF;
    PERFORM private.auth_wipe_codes(person);
    DELETE FROM auth.sessions WHERE user_id = person;
    DELETE FROM auth.mfa_factors WHERE user_id = person;
    DELETE FROM auth.identities WHERE user_id = person;
    UPDATE auth.users SET email = person || '@deleted.invalid', phone = NULL, encrypted_password = '', email_change = '',
        phone_change = '', raw_user_meta_data = '{}', raw_app_meta_data = '{}', deleted_at = private.clock(),
        updated_at = private.clock()
    WHERE id = person;
END
$$;
REVOKE ALL ON FUNCTION private.auth_admin_delete_user(uuid, boolean, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_admin_delete_user(uuid, boolean, jsonb) TO topin_auth;
