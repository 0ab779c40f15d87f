ALTER TABLE private.analytics_corrections ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.analytics_corrections FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.analytics_corrections FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.analytics_corrections IS 'personal: post_id, user_id';
CREATE POLICY definer ON private.analytics_corrections TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.analytics_corrections TO topin_definer;
