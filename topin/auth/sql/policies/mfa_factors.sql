-- Row level security of auth.mfa_factors. Not forced, so that a GoTrue that owns the table could still read it.
ALTER TABLE auth.mfa_factors ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON auth.mfa_factors FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE auth.mfa_factors
    IS 'personal: user_id; without secret, web_authn_credential, last_webauthn_challenge_data';
CREATE POLICY definer ON auth.mfa_factors TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.mfa_factors TO topin_definer;
CREATE POLICY auth ON auth.mfa_factors TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.mfa_factors TO topin_auth;
