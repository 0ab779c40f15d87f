-- What a redeemed code does to an account that asked for another number: all codes are spent, the number is its own.
-- Refuses 422 phone_exists when another account took it meanwhile.
CREATE OR REPLACE FUNCTION private.auth_confirm_phone_change(account auth.users, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    facts jsonb := jsonb_build_object('sub', account.id, 'phone', account.phone_change, 'phone_verified', true);
BEGIN
    PERFORM private.auth_wipe_codes(account.id);
    PERFORM private.auth_lock_address(account.phone_change);
    PERFORM private.auth_require_free(NULL, account.phone_change, account.id);
    UPDATE auth.users SET phone = account.phone_change, phone_change = '', phone_confirmed_at = private.clock(),
        is_anonymous = false, updated_at = private.clock(),
        raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || '{"phone_verified": true}'
    WHERE id = account.id;
    INSERT INTO auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
    VALUES (account.id, account.id, facts, 'phone', private.clock(), private.clock(), private.clock())
    ON CONFLICT (provider_id, provider) DO UPDATE
    SET identity_data = auth.identities.identity_data || facts, updated_at = private.clock();
    PERFORM private.auth_name_providers(account.id);
    PERFORM private.auth_audit('user_modified', account.id, '{"provider": "phone", "via": "phone_change"}', context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_confirm_phone_change(auth.users, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_confirm_phone_change(auth.users, jsonb) TO topin_auth;
