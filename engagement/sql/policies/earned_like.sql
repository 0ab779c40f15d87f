ALTER TABLE private.earned_like ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.earned_like FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.earned_like FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON private.earned_like TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.earned_like TO topin_definer;
COMMENT ON TABLE private.earned_like IS 'personal: user_id';
