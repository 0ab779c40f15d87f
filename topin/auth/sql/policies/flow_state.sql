-- Row level security of auth.flow_state. Not forced, so that a GoTrue that owns the table could still read it.
ALTER TABLE auth.flow_state ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON auth.flow_state FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE auth.flow_state IS 'not personal: a sign-in on its way, gone after minutes';
CREATE POLICY definer ON auth.flow_state TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.flow_state TO topin_definer;
CREATE POLICY auth ON auth.flow_state TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.flow_state TO topin_auth;
