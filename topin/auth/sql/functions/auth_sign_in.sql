-- Opens a session after Python has held the password against proved_hash; better_hash replaces a hash below policy. An account
-- that its owner closed is open again. context.provider: email or phone, whichever it was found by. Refuses 400:
-- invalid_credentials (the password changed meanwhile), user_banned, email_not_confirmed, phone_not_confirmed.
CREATE OR REPLACE FUNCTION private.auth_sign_in(person uuid, proved_hash text, better_hash text, fresh_token text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    account auth.users;
BEGIN
    SELECT * INTO account FROM auth.users WHERE id = person FOR UPDATE;
    IF NOT FOUND OR account.encrypted_password IS DISTINCT FROM proved_hash THEN
        PERFORM public.refuse(400, 'invalid_credentials', 'Invalid login credentials');
    ELSIF account.banned_until > private.clock() THEN
        PERFORM public.refuse(400, 'user_banned', 'User is banned');
    ELSIF context ->> 'provider' = 'phone' AND account.phone_confirmed_at IS NULL THEN
        PERFORM public.refuse(400, 'phone_not_confirmed', 'Phone not confirmed');
    ELSIF context ->> 'provider' = 'email' AND account.email_confirmed_at IS NULL
        AND NOT (context -> 'rules' ->> 'unverified_sign_in')::boolean THEN
        PERFORM public.refuse(400, 'email_not_confirmed', 'Email not confirmed');
    END IF;
    PERFORM private.auth_reopen(account, context);
    IF better_hash IS NOT NULL THEN
        UPDATE auth.users SET encrypted_password = better_hash WHERE id = person;
    END IF;
    PERFORM private.auth_audit('login', person, jsonb_build_object('provider', context ->> 'provider'), context);
    RETURN private.auth_open_session(person, 'password', fresh_token, context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_sign_in(uuid, text, text, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_sign_in(uuid, text, text, text, jsonb) TO topin_auth;
