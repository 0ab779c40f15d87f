ALTER TABLE private.late_job ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.late_job FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.late_job FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON private.late_job TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.late_job TO topin_definer;
CREATE POLICY worker ON private.late_job TO topin_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.late_job TO topin_worker;
CREATE POLICY staff ON private.late_job FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON private.late_job TO topin_staff;
