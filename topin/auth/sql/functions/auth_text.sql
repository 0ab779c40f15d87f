-- Puts one text message into the outbox. The code travels sealed.
CREATE OR REPLACE FUNCTION private.auth_text(account auth.users, number text, code jsonb, context jsonb)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    SELECT private.enqueue('sms', jsonb_build_object('to', number, 'secret', code ->> 'sealed',
        'locale', coalesce(account.raw_user_meta_data ->> 'locale', context ->> 'locale')))
$$;
REVOKE ALL ON FUNCTION private.auth_text(auth.users, text, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_text(auth.users, text, jsonb, jsonb) TO topin_auth;
