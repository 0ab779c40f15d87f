-- Whether a nonce is the one that /reauthenticate sent last, in time, to the address or (where there is none) the number.
CREATE OR REPLACE FUNCTION private.auth_nonce_holds(person auth.users, nonce text, rules jsonb)
RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT coalesce(
        person.reauthentication_token = private.auth_code_hash(coalesce(nullif(person.email, ''), person.phone), nonce)
        AND person.reauthentication_sent_at + make_interval(secs => (rules ->> CASE
            WHEN person.email <> '' THEN 'code_life' ELSE 'sms_life' END)::integer) > private.clock(), false)
$$;
REVOKE ALL ON FUNCTION private.auth_nonce_holds(auth.users, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_nonce_holds(auth.users, text, jsonb) TO topin_auth;
