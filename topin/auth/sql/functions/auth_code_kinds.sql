-- Which stored codes a type of POST /verify looks at.
CREATE OR REPLACE FUNCTION private.auth_code_kinds(kind text)
RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
    SELECT CASE kind
        WHEN 'signup' THEN ARRAY['confirmation_token']
        WHEN 'invite' THEN ARRAY['confirmation_token']
        WHEN 'sms' THEN ARRAY['confirmation_token']
        WHEN 'recovery' THEN ARRAY['recovery_token']
        WHEN 'magiclink' THEN ARRAY['recovery_token']
        WHEN 'email' THEN ARRAY['confirmation_token', 'recovery_token']
        WHEN 'email_change' THEN ARRAY['email_change_token_new', 'email_change_token_current']
        WHEN 'phone_change' THEN ARRAY['phone_change_token']
        ELSE ARRAY[]::text[]
    END
$$;
REVOKE ALL ON FUNCTION private.auth_code_kinds(text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_code_kinds(text) TO topin_auth;
