-- Row level security of private.code_tries: written by the auth service alone.
ALTER TABLE private.code_tries ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.code_tries FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.code_tries FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.code_tries IS 'not personal: counts that are gone with the code';
CREATE POLICY definer ON private.code_tries TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.code_tries TO topin_definer;
CREATE POLICY auth ON private.code_tries TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.code_tries TO topin_auth;
