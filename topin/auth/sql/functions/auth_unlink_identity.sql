-- Unlinks an identity of the account behind a token, by its row's id. The account keeps its address and password; its number
-- goes with the identity of the number, so that nobody signs in by a number that was taken off.
-- Refuses as private.auth_require; 422 single_identity_not_deletable, identity_not_found.
CREATE OR REPLACE FUNCTION private.auth_unlink_identity(claims jsonb, unlinked uuid, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require(claims);
    gone auth.identities;
BEGIN
    PERFORM FROM auth.users WHERE id = person.id FOR UPDATE;
    PERFORM private.auth_require_level(claims, person.id, 401);
    IF (SELECT count(*) FROM auth.identities i WHERE i.user_id = person.id) <= 1 THEN
        PERFORM public.refuse(422, 'single_identity_not_deletable', 'User must have at least 1 identity after unlinking');
    END IF;
    DELETE FROM auth.identities i WHERE i.id = unlinked AND i.user_id = person.id RETURNING i.* INTO gone;
    IF gone.id IS NULL THEN
        PERFORM public.refuse(422, 'identity_not_found', 'Identity doesn''t exist');
    END IF;
    IF gone.provider = 'phone' THEN
        UPDATE auth.users SET phone = NULL, phone_confirmed_at = NULL, updated_at = private.clock() WHERE id = person.id;
    END IF;
    PERFORM private.auth_name_providers(person.id);
    PERFORM private.auth_audit_identity('identity_unlinked', person.id, gone.provider, gone.provider_id, context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_unlink_identity(jsonb, uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_unlink_identity(jsonb, uuid, jsonb) TO topin_auth;
