-- Row level security of auth.audit_log_entries. Not forced, so that a GoTrue that owns the table could still read it.
ALTER TABLE auth.audit_log_entries ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON auth.audit_log_entries FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE auth.audit_log_entries IS 'personal: payload ->> ''actor_id''';
CREATE POLICY definer ON auth.audit_log_entries TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.audit_log_entries TO topin_definer;
CREATE POLICY auth ON auth.audit_log_entries TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON auth.audit_log_entries TO topin_auth;
CREATE POLICY staff ON auth.audit_log_entries FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON auth.audit_log_entries TO topin_staff;
