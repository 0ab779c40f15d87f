-- Links a provider's identity to the account behind a token and opens a session by it, as GoTrue does. An anonymous account
-- takes its verified address. Refuses as private.auth_require; 422 identity_already_exists, email_exists.
CREATE OR REPLACE FUNCTION private.auth_link_identity(claims jsonb, identity jsonb, fresh_token text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require(claims);
    owner uuid;
BEGIN
    PERFORM private.auth_lock_address(identity ->> 'email');
    PERFORM private.auth_lock_address((identity ->> 'provider') || ' ' || (identity ->> 'subject'));
    SELECT i.user_id INTO owner FROM auth.identities i
    WHERE i.provider = identity ->> 'provider' AND i.provider_id = identity ->> 'subject';
    IF owner IS NOT NULL THEN
        PERFORM public.refuse(422, 'identity_already_exists', CASE owner WHEN person.id
            THEN 'Identity is already linked' ELSE 'Identity is already linked to another user' END);
    END IF;
    PERFORM private.auth_require_level(claims, person.id, 401);
    IF coalesce(person.email, '') = '' AND (identity ->> 'verified')::boolean THEN
        PERFORM private.auth_require_free(identity ->> 'email', NULL, person.id);
        UPDATE auth.users SET email = identity ->> 'email', email_confirmed_at = private.clock()
        WHERE id = person.id;
    END IF;
    PERFORM private.auth_attach_identity(person.id, identity);
    PERFORM private.auth_audit_identity('identity_linked', person.id, identity ->> 'provider', identity ->> 'subject', context);
    RETURN private.auth_open_session(person.id, 'oauth', fresh_token, context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_link_identity(jsonb, jsonb, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_link_identity(jsonb, jsonb, text, jsonb) TO topin_auth;
