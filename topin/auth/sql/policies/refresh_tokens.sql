-- Row level security of auth.refresh_tokens. Not forced, so that a GoTrue that owns the table could still read it.
ALTER TABLE auth.refresh_tokens ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON auth.refresh_tokens FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE auth.refresh_tokens IS 'personal: session_id; without token, parent';
CREATE POLICY definer ON auth.refresh_tokens TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.refresh_tokens TO topin_definer;
CREATE POLICY auth ON auth.refresh_tokens TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.refresh_tokens TO topin_auth;
GRANT USAGE ON SEQUENCE auth.refresh_tokens_id_seq TO topin_auth, topin_definer;
