-- What a redeemed code does to an account known by its number: all codes are spent, the number is confirmed.
CREATE OR REPLACE FUNCTION private.auth_confirm_phone(account auth.users, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    PERFORM private.auth_wipe_codes(account.id);
    UPDATE auth.users SET phone_confirmed_at = coalesce(phone_confirmed_at, private.clock()), updated_at = private.clock(),
        raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || '{"phone_verified": true}'
    WHERE id = account.id;
    UPDATE auth.identities SET updated_at = private.clock(), identity_data = identity_data || '{"phone_verified": true}'
    WHERE user_id = account.id AND provider = 'phone';
    PERFORM private.auth_audit(CASE WHEN account.phone_confirmed_at IS NULL THEN 'user_signedup' ELSE 'login' END,
        account.id, '{"provider": "phone", "via": "sms"}', context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_confirm_phone(auth.users, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_confirm_phone(auth.users, jsonb) TO topin_auth;
