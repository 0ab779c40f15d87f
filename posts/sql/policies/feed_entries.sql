ALTER TABLE private.feed_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.feed_entries FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.feed_entries FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.feed_entries IS 'not personal: made from posts and reposts';
CREATE POLICY definer ON private.feed_entries TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.feed_entries TO topin_definer;
