-- Refuses (422) a challenge that is unknown, spent, of another address, or too old.
CREATE OR REPLACE FUNCTION private.auth_require_open_challenge(opened auth.mfa_challenges, context jsonb)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    IF opened.id IS NULL THEN
        PERFORM public.refuse(422, 'mfa_factor_not_found', 'MFA factor with the provided challenge ID not found');
    ELSIF opened.verified_at IS NOT NULL OR opened.ip_address <> coalesce((context ->> 'ip')::inet, '0.0.0.0') THEN
        PERFORM public.refuse(422, 'mfa_ip_address_mismatch', 'Challenge and verify IP addresses mismatch.');
    ELSIF opened.created_at + make_interval(secs => (context -> 'rules' ->> 'challenge_life')::integer) <= private.clock() THEN
        PERFORM public.refuse(422, 'mfa_challenge_expired', format(
            'MFA challenge %s has expired, verify against another challenge or create a new challenge.', opened.id));
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_require_open_challenge(auth.mfa_challenges, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_require_open_challenge(auth.mfa_challenges, jsonb) TO topin_auth;
