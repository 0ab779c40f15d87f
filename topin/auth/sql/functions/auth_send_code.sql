-- Gives an account a new one-time code and has it mailed after the commit.
-- kind: confirmation, recovery or reauthentication; code: {plain, keyed, sealed}: for a hash that no
-- link carries, for one that a link does, for the outbox.
-- context may name the template (magiclink shares recovery's code) and a PKCE challenge.
-- Refuses 429 over_email_send_rate_limit within the mail frequency.
CREATE OR REPLACE FUNCTION private.auth_send_code(person uuid, kind text, code jsonb, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    account auth.users;
    code_hash text;
BEGIN
    SELECT * INTO account FROM auth.users WHERE id = person FOR UPDATE;
    PERFORM private.auth_require_pause(CASE kind
        WHEN 'confirmation' THEN account.confirmation_sent_at
        WHEN 'recovery' THEN account.recovery_sent_at
        ELSE account.reauthentication_sent_at END, context);
    code_hash := private.auth_code_hash(account.email, code ->> CASE kind WHEN 'reauthentication' THEN 'plain' ELSE 'keyed' END);
    IF context ? 'challenge' THEN
        code_hash := 'pkce_' || code_hash;
        PERFORM private.auth_start_flow(person, context);
    END IF;
    PERFORM private.auth_keep_code(person, kind || '_token', account.email, code_hash);
    PERFORM private.auth_note_asker(person, context);
    PERFORM private.auth_mail(account, coalesce(context ->> 'template', kind), account.email, code, context);
END
$$;
REVOKE ALL ON FUNCTION private.auth_send_code(uuid, text, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_send_code(uuid, text, jsonb, jsonb) TO topin_auth;
