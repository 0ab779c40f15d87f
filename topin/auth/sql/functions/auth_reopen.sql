-- Opens an account again that its owner closed, now that somebody proved to be its owner (a password, a code, a provider's
-- token); an account that is not closed is left as it is. Refuses 400 invalid_credentials where it cannot be taken back any more.
CREATE OR REPLACE FUNCTION private.auth_reopen(account auth.users, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    IF account.deleted_at IS NOT NULL THEN
        IF NOT private.withdraw_closure(account.id) THEN
            PERFORM public.refuse(400, 'invalid_credentials', 'Invalid login credentials');
        END IF;
        UPDATE auth.users SET deleted_at = NULL, updated_at = private.clock() WHERE id = account.id;
        PERFORM private.auth_audit('user_modified', account.id, '{"reopened": true}', context);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_reopen(auth.users, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_reopen(auth.users, jsonb) TO topin_auth;
