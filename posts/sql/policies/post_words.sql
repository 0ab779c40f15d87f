ALTER TABLE private.post_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.post_words FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.post_words FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.post_words IS 'not personal: made from posts';
CREATE POLICY definer ON private.post_words TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.post_words TO topin_definer;
