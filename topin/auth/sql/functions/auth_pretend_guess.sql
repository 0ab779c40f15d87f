-- What counting a wrong code costs (private.auth_wrong_code), for an address that has no code pending: two rows of nobody's
-- are inserted, and taken back by their foreign key. Else the time would tell whether somebody has an account, to whoever
-- asks for a code and then sends a wrong one.
CREATE OR REPLACE FUNCTION private.auth_pretend_guess(context jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    BEGIN
        INSERT INTO private.code_guesses (user_id, address_hash, tries, since)
        VALUES (gen_random_uuid(), coalesce(context ->> 'address_hash', ''), 1, private.clock());
    EXCEPTION WHEN foreign_key_violation THEN
        NULL; -- as meant
    END;
    INSERT INTO private.code_tries (user_id, purpose, tries, since)
    VALUES (gen_random_uuid(), 'mail', 1, private.clock());
EXCEPTION WHEN foreign_key_violation THEN
    RETURN; -- as meant
END
$$;
REVOKE ALL ON FUNCTION private.auth_pretend_guess(jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_pretend_guess(jsonb) TO topin_auth;
