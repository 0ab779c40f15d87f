ALTER TABLE private.corrections ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.corrections FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.corrections FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.corrections IS 'personal: user_id';
CREATE POLICY definer ON private.corrections TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.corrections TO topin_definer;
CREATE POLICY staff ON private.corrections FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON private.corrections TO topin_staff;
