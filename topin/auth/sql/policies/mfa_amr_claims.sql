-- Row level security of auth.mfa_amr_claims. Not forced, so that a GoTrue that owns the table could still read it.
ALTER TABLE auth.mfa_amr_claims ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON auth.mfa_amr_claims FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE auth.mfa_amr_claims IS 'personal: session_id';
CREATE POLICY definer ON auth.mfa_amr_claims TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.mfa_amr_claims TO topin_definer;
CREATE POLICY auth ON auth.mfa_amr_claims TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.mfa_amr_claims TO topin_auth;
