ALTER TABLE private.post_counters ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.post_counters FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.post_counters FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.post_counters IS 'personal: post_id';
CREATE POLICY definer ON private.post_counters TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.post_counters TO topin_definer;
CREATE POLICY staff ON private.post_counters FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON private.post_counters TO topin_staff;
