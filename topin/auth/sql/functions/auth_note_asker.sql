-- Remembers from where an account's newest code was asked for: whoever is there keeps tries of their own.
CREATE OR REPLACE FUNCTION private.auth_note_asker(person uuid, context jsonb)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    INSERT INTO private.code_guesses (user_id, address_hash, asked, since)
    VALUES (person, coalesce(context ->> 'address_hash', ''), true, private.clock())
    ON CONFLICT (user_id, address_hash) DO UPDATE SET asked = true
$$;
REVOKE ALL ON FUNCTION private.auth_note_asker(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_note_asker(uuid, jsonb) TO topin_auth;
