ALTER TABLE private.post_stretches ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.post_stretches FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.post_stretches FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.post_stretches IS 'not personal: moments that part the index of words';
CREATE POLICY definer ON private.post_stretches TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.post_stretches TO topin_definer;
