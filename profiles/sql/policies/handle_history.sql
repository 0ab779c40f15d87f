ALTER TABLE private.handle_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.handle_history FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.handle_history FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.handle_history IS 'personal: user_id';
CREATE POLICY definer ON private.handle_history TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.handle_history TO topin_definer;
CREATE POLICY staff ON private.handle_history FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON private.handle_history TO topin_staff;
