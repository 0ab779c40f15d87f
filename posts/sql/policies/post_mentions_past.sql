ALTER TABLE private.post_mentions_past ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.post_mentions_past FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.post_mentions_past FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.post_mentions_past IS 'personal: user_id';
CREATE POLICY definer ON private.post_mentions_past TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.post_mentions_past TO topin_definer;
