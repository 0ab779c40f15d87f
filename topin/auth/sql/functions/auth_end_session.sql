-- Ends one session of the account behind a token; one that is gone, or somebody else's, is no error.
-- Refuses as private.auth_require.
CREATE OR REPLACE FUNCTION private.auth_end_session(claims jsonb, ended uuid, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require(claims);
BEGIN
    DELETE FROM auth.sessions WHERE id = ended AND user_id = person.id;
    IF FOUND THEN
        PERFORM private.auth_audit('session_revoked', person.id, jsonb_build_object('session_id', ended), context);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_end_session(jsonb, uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_end_session(jsonb, uuid, jsonb) TO topin_auth;
