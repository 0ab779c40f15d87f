ALTER TABLE private.hash_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.hash_keys FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.hash_keys FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.hash_keys IS 'not personal: random keys';
CREATE POLICY definer ON private.hash_keys TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.hash_keys TO topin_definer;
