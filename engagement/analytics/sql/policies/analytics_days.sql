ALTER TABLE private.analytics_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.analytics_days FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.analytics_days FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.analytics_days IS 'not personal: days and when they were counted';
CREATE POLICY definer ON private.analytics_days TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.analytics_days TO topin_definer;
