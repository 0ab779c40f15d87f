-- Takes over a refresh token of GoTrue's second algorithm, whose signature Python has checked, as a row of the first:
-- the current one, and the one before it (its answer may have been lost), as not yet spent; an older one as long spent, so
-- that presenting it ends the session. From then on private.auth_refresh knows it.
CREATE OR REPLACE FUNCTION private.auth_carry_token(session uuid, presented text, counter bigint)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    held auth.sessions;
BEGIN
    SELECT * INTO held FROM auth.sessions WHERE id = session FOR UPDATE;
    IF NOT FOUND OR counter > held.refresh_token_counter THEN
        RETURN;
    END IF;
    INSERT INTO auth.refresh_tokens (instance_id, token, user_id, revoked, created_at, updated_at, session_id)
    VALUES ('00000000-0000-0000-0000-000000000000', presented, held.user_id,
        counter < held.refresh_token_counter - 1, held.created_at, held.created_at, held.id)
    ON CONFLICT (token) DO NOTHING;
END
$$;
REVOKE ALL ON FUNCTION private.auth_carry_token(uuid, text, bigint) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_carry_token(uuid, text, bigint) TO topin_auth;
