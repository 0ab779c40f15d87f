ALTER TABLE private.sql_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.sql_file FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.sql_file FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.sql_file IS 'not personal: names of files';
CREATE POLICY definer ON private.sql_file TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.sql_file TO topin_definer;
CREATE POLICY readiness ON private.sql_file FOR SELECT TO topin_api, topin_auth, topin_worker, topin_staff USING (true);
GRANT SELECT ON private.sql_file TO topin_api, topin_auth, topin_worker, topin_staff;
