ALTER TABLE private.feed_markers ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.feed_markers FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.feed_markers FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.feed_markers IS 'personal: user_id';
CREATE POLICY definer ON private.feed_markers TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.feed_markers TO topin_definer;
