-- Changes the account behind a token. changes: data (merged; null drops a key), password_hash (with same_password and
-- nonce), email and phone with codes {email, current, phone}. Returns {user}, or {refusal} where a wrong nonce must be
-- counted. Refuses as private.auth_require and auth_require_changeable; 400 reauthentication_needed, 422 same_password,
-- email_exists, phone_exists, 429.
CREATE OR REPLACE FUNCTION private.auth_update_user(claims jsonb, changes jsonb, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require(claims);
    refused jsonb;
BEGIN
    PERFORM FROM auth.users WHERE id = person.id FOR UPDATE;
    PERFORM private.auth_require_changeable(claims, person, changes);
    IF changes ? 'password_hash' THEN
        refused := private.auth_check_nonce(claims, person, changes ->> 'nonce', context -> 'rules');
        IF refused IS NOT NULL THEN
            RETURN refused;
        ELSIF (changes ->> 'same_password')::boolean THEN
            PERFORM public.refuse(422, 'same_password', 'New password should be different from the old password.');
        END IF;
        PERFORM private.auth_set_password(person.id, changes ->> 'password_hash', (claims ->> 'session_id')::uuid);
        PERFORM private.auth_audit('user_updated_password', person.id, '{}', context);
    END IF;
    IF changes ? 'data' THEN
        UPDATE auth.users SET updated_at = private.clock(),
            raw_user_meta_data = private.auth_merged(raw_user_meta_data,
                (changes -> 'data') - ARRAY['sub', 'email', 'email_verified', 'phone_verified'])
        WHERE id = person.id;
    END IF;
    IF changes ->> 'email' <> coalesce(person.email, '') THEN
        PERFORM private.auth_change_email(person, changes ->> 'email', changes -> 'codes', context);
    END IF;
    IF changes ->> 'phone' <> coalesce(person.phone, '') THEN
        PERFORM private.auth_send_phone_change(person, changes ->> 'phone', changes -> 'codes' -> 'phone', context);
    END IF;
    PERFORM private.auth_audit('user_modified', person.id, '{}', context);
    RETURN jsonb_build_object('user', (SELECT private.auth_user(u) FROM auth.users u WHERE u.id = person.id));
END
$$;
REVOKE ALL ON FUNCTION private.auth_update_user(jsonb, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_update_user(jsonb, jsonb, jsonb) TO topin_auth;
