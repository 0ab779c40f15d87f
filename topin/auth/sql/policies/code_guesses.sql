-- Row level security of private.code_guesses: written by the auth service alone.
ALTER TABLE private.code_guesses ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.code_guesses FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.code_guesses FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.code_guesses IS 'not personal: counts that are gone with the code';
CREATE POLICY definer ON private.code_guesses TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.code_guesses TO topin_definer;
CREATE POLICY auth ON private.code_guesses TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.code_guesses TO topin_auth;
