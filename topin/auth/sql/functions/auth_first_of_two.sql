-- Whether this is the first of the two codes that a secure e-mail change asks for; if so it is noted and spent.
CREATE OR REPLACE FUNCTION private.auth_first_of_two(account auth.users, token_type text, rules jsonb)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    IF token_type NOT LIKE 'email\_change\_%' OR NOT (rules ->> 'secure_change')::boolean
        OR (rules ->> 'autoconfirm')::boolean OR account.email_change_confirm_status <> 0
        OR coalesce(account.email, '') = '' THEN
        RETURN false;
    END IF;
    UPDATE auth.users SET email_change_confirm_status = 1,
        email_change_token_new = CASE token_type WHEN 'email_change_token_new' THEN '' ELSE email_change_token_new END,
        email_change_token_current = CASE token_type
            WHEN 'email_change_token_current' THEN '' ELSE email_change_token_current END
    WHERE id = account.id;
    DELETE FROM auth.one_time_tokens o
    WHERE o.user_id = account.id AND o.token_type::text = auth_first_of_two.token_type;
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION private.auth_first_of_two(auth.users, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_first_of_two(auth.users, text, jsonb) TO topin_auth;
