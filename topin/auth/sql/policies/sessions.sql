-- Row level security of auth.sessions. Not forced, so that a GoTrue that owns the table could still read it.
ALTER TABLE auth.sessions ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON auth.sessions FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE auth.sessions IS 'personal: user_id; without refresh_token_hmac_key';
CREATE POLICY definer ON auth.sessions TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.sessions TO topin_definer;
CREATE POLICY auth ON auth.sessions TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.sessions TO topin_auth;
