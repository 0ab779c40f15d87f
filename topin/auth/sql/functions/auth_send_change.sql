-- Starts (or repeats) a change of address: one code to the new address and, with secure change, one to the current.
-- Refuses 429 over_email_send_rate_limit.
CREATE OR REPLACE FUNCTION private.auth_send_change(
    account auth.users, new_address text, code jsonb, second_code jsonb, context jsonb
)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    prefix text := CASE WHEN context ? 'challenge' THEN 'pkce_' ELSE '' END;
BEGIN
    PERFORM private.auth_require_pause(account.email_change_sent_at, context);
    IF context ? 'challenge' THEN
        PERFORM private.auth_start_flow(account.id, context || '{"flow": "email_change"}');
    END IF;
    UPDATE auth.users SET email_change = new_address, email_change_confirm_status = 0, email_change_token_current = ''
    WHERE id = account.id RETURNING * INTO account;
    DELETE FROM auth.one_time_tokens o
    WHERE o.user_id = account.id AND o.token_type = 'email_change_token_current';
    PERFORM private.auth_keep_code(account.id, 'email_change_token_new', new_address,
        prefix || private.auth_code_hash(new_address, code ->> 'keyed'));
    PERFORM private.auth_mail(account, 'email_change', new_address, code, context);
    IF (context -> 'rules' ->> 'secure_change')::boolean AND coalesce(account.email, '') <> '' THEN
        PERFORM private.auth_keep_code(account.id, 'email_change_token_current', account.email,
            prefix || private.auth_code_hash(account.email, second_code ->> 'keyed'));
        PERFORM private.auth_mail(account, 'email_change_current', account.email, second_code, context);
    END IF;
    PERFORM private.auth_note_asker(account.id, context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_send_change(auth.users, text, jsonb, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_send_change(auth.users, text, jsonb, jsonb, jsonb) TO topin_auth;
