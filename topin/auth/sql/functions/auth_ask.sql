-- Leaves word that somebody asked for a code by mail or text message (/otp, /recover, /resend), for a worker to answer after
-- the commit (private.auth_answer_ask). Known and unknown addresses so cost the same: one row of the same shape. sealed: what
-- was asked, encrypted. member: an address or number (digits) that must have an account, or NULL; false where it has none,
-- which commits too.
CREATE OR REPLACE FUNCTION private.auth_ask(sealed text, member text)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    PERFORM private.enqueue('accounts.ask', jsonb_build_object('secret', sealed));
    RETURN member IS NULL
        OR EXISTS (SELECT FROM auth.users u WHERE (u.email = member AND NOT u.is_sso_user) OR u.phone = member);
END
$$;
REVOKE ALL ON FUNCTION private.auth_ask(text, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_ask(text, text) TO topin_auth;
