-- Mails a sign-in code: to a confirmed account as magic link, else (made
-- now where that is allowed) as confirmation. One that its owner closed gets nothing until it is erased.
-- Refuses: 422 otp_disabled, signup_disabled, what the profile refuses, 429 over_email_send_rate_limit.
CREATE OR REPLACE FUNCTION private.auth_otp(address text, may_create boolean, metadata jsonb, code jsonb, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    account auth.users;
    rules jsonb := context -> 'rules';
    made uuid := gen_random_uuid();
BEGIN
    PERFORM private.auth_lock_address(address);
    SELECT * INTO account FROM auth.users WHERE email = address AND NOT is_sso_user;
    IF account.deleted_at IS NOT NULL THEN
        PERFORM private.enqueue('mail', jsonb_build_object('template', 'none'));
        RETURN;
    ELSIF account.id IS NULL THEN
        IF NOT may_create THEN
            PERFORM public.refuse(422, 'otp_disabled', 'Signups not allowed for otp');
        ELSIF (rules ->> 'signup_disabled')::boolean THEN
            PERFORM public.refuse(422, 'signup_disabled', 'Signups not allowed for this instance');
        END IF;
        account := private.auth_add_user(
            address, '', '{"provider": "email", "providers": ["email"]}',
            metadata || private.auth_claimed(made, address, false), (rules ->> 'autoconfirm')::boolean, made
        );
        PERFORM private.auth_add_identity(made, address, metadata, false);
    END IF;
    IF account.email_confirmed_at IS NULL THEN
        PERFORM private.auth_send_code(account.id, 'confirmation', code, context || '{"flow": "email/signup"}');
    ELSE
        PERFORM private.auth_audit('user_recovery_requested', account.id, '{}', context);
        PERFORM private.auth_send_code(account.id, 'recovery', code, context || '{"template": "magiclink"}');
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_otp(text, boolean, jsonb, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_otp(text, boolean, jsonb, jsonb, jsonb) TO topin_auth;
