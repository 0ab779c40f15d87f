-- Row level security of auth.users. Not forced, so that a GoTrue that owns the table could still read it.
ALTER TABLE auth.users ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON auth.users FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE auth.users IS 'personal: id; without encrypted_password, confirmation_token, recovery_token, '
    'email_change_token_new, email_change_token_current, phone_change_token, reauthentication_token';
CREATE POLICY definer ON auth.users TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.users TO topin_definer;
CREATE POLICY auth ON auth.users TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.users TO topin_auth;
