-- Opens a session for somebody whom a provider vouches for: {provider, subject, email, verified, facts}. An identity that
-- is not known joins the account of its verified address, or makes one (private.auth_join_identity, which says what it
-- refuses). Refuses 403 user_banned.
CREATE OR REPLACE FUNCTION private.auth_sign_in_by_identity(identity jsonb, fresh_token text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person uuid;
    account auth.users;
BEGIN
    PERFORM private.auth_lock_address(identity ->> 'email');
    PERFORM private.auth_lock_address((identity ->> 'provider') || ' ' || (identity ->> 'subject'));
    UPDATE auth.identities i SET identity_data = i.identity_data || (identity -> 'facts'),
        last_sign_in_at = private.clock(), updated_at = private.clock()
    WHERE i.provider = identity ->> 'provider' AND i.provider_id = identity ->> 'subject'
    RETURNING i.user_id INTO person;
    IF person IS NULL THEN
        person := private.auth_join_identity(identity, context);
    ELSE
        PERFORM private.auth_audit('login', person, jsonb_build_object('provider', identity ->> 'provider'), context);
    END IF;
    SELECT * INTO account FROM auth.users u WHERE u.id = person;
    IF account.banned_until > private.clock() OR (account.deleted_at IS NOT NULL AND NOT private.may_reopen(person)) THEN
        PERFORM public.refuse(403, 'user_banned', 'User is banned');
    END IF;
    PERFORM private.auth_reopen(account, context);
    RETURN private.auth_open_session(person, 'oauth', fresh_token, context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_sign_in_by_identity(jsonb, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_sign_in_by_identity(jsonb, text, jsonb) TO topin_auth;
