ALTER TABLE private.comment_counters ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.comment_counters FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.comment_counters FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON private.comment_counters TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.comment_counters TO topin_definer;
CREATE POLICY staff ON private.comment_counters FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON private.comment_counters TO topin_staff;
COMMENT ON TABLE private.comment_counters IS 'not personal: made from comments and likes';
