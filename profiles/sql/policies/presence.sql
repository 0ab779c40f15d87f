ALTER TABLE private.presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.presence FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.presence FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.presence IS 'personal: user_id';
CREATE POLICY definer ON private.presence TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.presence TO topin_definer;
