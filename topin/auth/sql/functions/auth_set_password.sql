-- A new password: every other session ends; every pending code and every link opened elsewhere is withdrawn. keep: the session that stays, or NULL.
CREATE OR REPLACE FUNCTION private.auth_set_password(person uuid, password_hash text, keep uuid)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    UPDATE auth.users SET encrypted_password = password_hash, updated_at = private.clock() WHERE id = person;
    DELETE FROM auth.sessions WHERE user_id = person AND id IS DISTINCT FROM keep;
    DELETE FROM auth.flow_state WHERE user_id = person;
    PERFORM private.auth_wipe_codes(person);
END
$$;
REVOKE ALL ON FUNCTION private.auth_set_password(uuid, text, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_set_password(uuid, text, uuid) TO topin_auth;
