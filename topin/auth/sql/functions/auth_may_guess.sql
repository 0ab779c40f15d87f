-- Whether a code for this account may be tried from where the request comes from (docs/decisions/0025-tries-of-a-code.md): five wrong tries an
-- address; four times as many for all together that neither asked for it nor ever had a session; twenty times as many a day
-- for all that never had one. So nobody else can use up the tries of whoever asked, or of a device that is known.
CREATE OR REPLACE FUNCTION private.auth_may_guess(person uuid, context jsonb)
RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    most integer := (context -> 'rules' ->> 'code_tries')::integer;
    mine private.code_guesses;
BEGIN
    SELECT * INTO mine FROM private.code_guesses g
    WHERE g.user_id = person AND g.address_hash = coalesce(context ->> 'address_hash', '');
    IF mine.tries >= most THEN
        RETURN false;
    ELSIF private.auth_is_at_home(person, context) THEN
        RETURN true;
    ELSIF EXISTS (SELECT FROM private.code_tries t WHERE t.user_id = person AND t.purpose = 'mail'
        AND t.tries >= 20 * most AND t.since > private.clock() - interval '1 day') THEN
        RETURN false;
    END IF;
    RETURN coalesce(mine.asked, false) OR 4 * most > (
        SELECT coalesce(sum(g.tries), 0) FROM private.code_guesses g WHERE g.user_id = person AND NOT g.asked);
END
$$;
REVOKE ALL ON FUNCTION private.auth_may_guess(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_may_guess(uuid, jsonb) TO topin_auth;
