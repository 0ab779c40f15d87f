ALTER TABLE private.erasure_certificates ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.erasure_certificates FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.erasure_certificates FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.erasure_certificates
  IS 'not personal: counts of rows under a keyed hash of an account that is gone';
CREATE POLICY definer ON private.erasure_certificates TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON private.erasure_certificates TO topin_definer; -- whoever finds a fault here cannot amend one
CREATE POLICY staff ON private.erasure_certificates FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON private.erasure_certificates TO topin_staff;
