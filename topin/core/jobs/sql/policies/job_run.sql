ALTER TABLE private.job_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.job_run FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.job_run FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON private.job_run TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.job_run TO topin_definer;
CREATE POLICY worker ON private.job_run TO topin_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.job_run TO topin_worker;
CREATE POLICY staff ON private.job_run FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON private.job_run TO topin_staff;
