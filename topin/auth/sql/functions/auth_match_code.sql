-- The pending code that was presented: by address and hash, or by hash alone where address is NULL. life in seconds.
CREATE OR REPLACE FUNCTION private.auth_match_code(kind text, address text, code_hash text, life integer)
RETURNS auth.one_time_tokens
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT o
    FROM auth.one_time_tokens o
    JOIN auth.users u ON u.id = o.user_id AND (u.deleted_at IS NULL OR private.may_reopen(u.id))
    WHERE o.token_hash IN (code_hash, 'pkce_' || code_hash)
        AND (address IS NULL OR o.relates_to = address)
        AND o.token_type::text = ANY (private.auth_code_kinds(kind))
        AND CASE o.token_type
            WHEN 'confirmation_token' THEN u.confirmation_sent_at
            WHEN 'recovery_token' THEN u.recovery_sent_at
            WHEN 'phone_change_token' THEN u.phone_change_sent_at
            ELSE u.email_change_sent_at
        END + make_interval(secs => life) > private.clock()
    LIMIT 1
$$;
REVOKE ALL ON FUNCTION private.auth_match_code(text, text, text, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_match_code(text, text, text, integer) TO topin_auth;
