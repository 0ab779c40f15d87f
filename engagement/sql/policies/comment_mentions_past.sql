ALTER TABLE private.comment_mentions_past ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.comment_mentions_past FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.comment_mentions_past FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.comment_mentions_past IS 'personal: user_id';
CREATE POLICY definer ON private.comment_mentions_past TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.comment_mentions_past TO topin_definer;
