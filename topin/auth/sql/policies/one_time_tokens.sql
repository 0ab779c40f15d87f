-- Row level security of auth.one_time_tokens. Not forced, so that a GoTrue that owns the table could still read it.
ALTER TABLE auth.one_time_tokens ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON auth.one_time_tokens FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE auth.one_time_tokens IS 'not personal: hashes of codes, gone when they end';
CREATE POLICY definer ON auth.one_time_tokens TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.one_time_tokens TO topin_definer;
CREATE POLICY auth ON auth.one_time_tokens TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.one_time_tokens TO topin_auth;
