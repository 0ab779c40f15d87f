-- What an account's wish for another address leads to: mails to prove it; at once for an anonymous account where addresses
-- count as confirmed (autoconfirm), as at a sign-up. codes: {email, current}. Refuses 422 email_exists, 429.
CREATE OR REPLACE FUNCTION private.auth_change_email(person auth.users, address text, codes jsonb, context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    PERFORM private.auth_lock_address(address);
    PERFORM private.auth_require_free(address, NULL, person.id);
    IF person.is_anonymous AND (context -> 'rules' ->> 'autoconfirm')::boolean THEN
        person.email_change := address;
        PERFORM private.auth_confirm(person, 'email_change', context || '{"audited": true}');
    ELSE
        PERFORM private.auth_send_change(person, address, codes -> 'email', codes -> 'current', context);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_change_email(auth.users, text, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_change_email(auth.users, text, jsonb, jsonb) TO topin_auth;
