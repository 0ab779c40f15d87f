ALTER TABLE private.post_analytics ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.post_analytics FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.post_analytics FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.post_analytics IS 'personal: post_id';
CREATE POLICY definer ON private.post_analytics TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.post_analytics TO topin_definer;
