-- Row level security of auth.mfa_challenges. Not forced, so that a GoTrue that owns the table could still read it.
ALTER TABLE auth.mfa_challenges ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON auth.mfa_challenges FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE auth.mfa_challenges IS 'not personal: a challenge on its way, gone after minutes';
CREATE POLICY definer ON auth.mfa_challenges TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.mfa_challenges TO topin_definer;
CREATE POLICY auth ON auth.mfa_challenges TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.mfa_challenges TO topin_auth;
