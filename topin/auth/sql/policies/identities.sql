-- Row level security of auth.identities. Not forced, so that a GoTrue that owns the table could still read it.
ALTER TABLE auth.identities ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON auth.identities FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE auth.identities IS 'personal: user_id';
CREATE POLICY definer ON auth.identities TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.identities TO topin_definer;
CREATE POLICY auth ON auth.identities TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.identities TO topin_auth;
