ALTER TABLE private.active_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.active_days FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.active_days FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.active_days IS 'personal: user_id';
CREATE POLICY definer ON private.active_days TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.active_days TO topin_definer;
