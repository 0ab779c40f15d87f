-- Nobody may change or remove an entry: there is no right to, no policy for it, and a trigger against it.
ALTER TABLE private.audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.audit_log FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.audit_log FROM PUBLIC, anon, authenticated, service_role, topin_definer;
COMMENT ON TABLE private.audit_log
  IS 'not personal: what staff did, in a chain that must hold; never what a person wrote';
CREATE POLICY definer_reads ON private.audit_log FOR SELECT TO topin_definer USING (true);
CREATE POLICY definer_adds ON private.audit_log FOR INSERT TO topin_definer WITH CHECK (true);
GRANT SELECT, INSERT ON private.audit_log TO topin_definer;
CREATE POLICY staff ON private.audit_log FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON private.audit_log TO topin_staff;
