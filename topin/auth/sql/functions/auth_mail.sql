-- Puts one mail into the outbox. The code travels sealed; link and hash are made when the mail is.
CREATE OR REPLACE FUNCTION private.auth_mail(account auth.users, template text, address text, code jsonb, context jsonb)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    SELECT private.enqueue('mail', jsonb_strip_nulls(jsonb_build_object(
        'template', template, 'to', address, 'secret', code ->> 'sealed', 'pkce', context ? 'challenge',
        'redirect_to', context ->> 'redirect_to', 'new_email', nullif(account.email_change, ''),
        'email', account.email,
        'locale', coalesce(account.raw_user_meta_data ->> 'locale', context ->> 'locale')
    )))
$$;
REVOKE ALL ON FUNCTION private.auth_mail(auth.users, text, text, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_mail(auth.users, text, text, jsonb, jsonb) TO topin_auth;
