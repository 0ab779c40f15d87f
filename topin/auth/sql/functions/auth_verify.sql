-- Redeems a one-time code (address and code, context.keyed) or the hash in a mailed link (address NULL). Returns {grant}, {accepted}
-- for the first of two e-mail change codes, {auth_code} for a PKCE link opened in a browser (context.link), or {refusal}:
-- a wrong code counts as a try, and that must commit. Refuses 403 user_banned, 422 email_exists, phone_exists.
CREATE OR REPLACE FUNCTION private.auth_verify(kind text, address text, presented text, fresh_token text, context jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    found_code auth.one_time_tokens;
    account auth.users;
    code_hash text := CASE WHEN address IS NULL THEN regexp_replace(presented, '^pkce_', '')
        ELSE private.auth_presented_hash(address, presented, context ->> 'keyed') END;
    exchanged boolean := false;
BEGIN
    -- One guess at a time for an account, so that parallel guesses cannot outrun the count of tries.
    PERFORM FROM auth.users u WHERE u.id IN (
        SELECT o.user_id FROM auth.one_time_tokens o
        WHERE CASE WHEN address IS NULL THEN o.token_hash IN (code_hash, 'pkce_' || code_hash) ELSE o.relates_to = address END
    ) ORDER BY u.id FOR UPDATE;
    found_code := private.auth_match_code(kind, address, code_hash,
        (context -> 'rules' ->> CASE WHEN kind IN ('sms', 'phone_change') THEN 'sms_life' ELSE 'code_life' END)::integer);
    -- A link is no guess: nobody makes its hash without our key. So whom wrong tries hold up still comes in by it.
    IF found_code.id IS NULL OR (address IS NOT NULL AND NOT private.auth_may_guess(found_code.user_id, context)) THEN
        RETURN private.auth_wrong_code(address, context);
    END IF;
    SELECT * INTO account FROM auth.users WHERE id = found_code.user_id;
    IF account.banned_until > private.clock() THEN
        PERFORM public.refuse(403, 'user_banned', 'User is banned');
    END IF;
    PERFORM private.auth_reopen(account, context);
    IF private.auth_first_of_two(account, found_code.token_type::text, context -> 'rules') THEN
        RETURN '{"accepted": true}';
    END IF;
    exchanged := (context ->> 'link')::boolean AND found_code.token_hash LIKE 'pkce\_%';
    IF kind = 'sms' THEN
        PERFORM private.auth_confirm_phone(account, context);
    ELSIF kind = 'phone_change' THEN
        PERFORM private.auth_confirm_phone_change(account, context);
    ELSE
        PERFORM private.auth_confirm(account, kind, context || jsonb_build_object('audited',
            exchanged AND kind <> 'email_change' AND account.email_confirmed_at IS NOT NULL)); -- a login at the exchange
    END IF;
    IF exchanged THEN
        RETURN jsonb_build_object('auth_code', private.auth_issue_flow_code(account.id, kind));
    END IF;
    RETURN jsonb_build_object('grant', private.auth_open_session(account.id, 'otp', fresh_token, context));
END
$$;
REVOKE ALL ON FUNCTION private.auth_verify(text, text, text, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_verify(text, text, text, text, jsonb) TO topin_auth;
