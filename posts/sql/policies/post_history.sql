ALTER TABLE private.post_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.post_history FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.post_history FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.post_history IS 'personal: post_id';
CREATE POLICY definer ON private.post_history TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.post_history TO topin_definer;
