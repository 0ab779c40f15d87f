ALTER TABLE private.analytics_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.analytics_state FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.analytics_state FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.analytics_state IS 'not personal: until when views were stored';
CREATE POLICY definer ON private.analytics_state TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.analytics_state TO topin_definer;
