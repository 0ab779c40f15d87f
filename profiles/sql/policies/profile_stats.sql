ALTER TABLE private.profile_stats ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.profile_stats FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.profile_stats FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.profile_stats IS 'personal: user_id';
CREATE POLICY definer ON private.profile_stats TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.profile_stats TO topin_definer;
CREATE POLICY staff ON private.profile_stats FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON private.profile_stats TO topin_staff;
