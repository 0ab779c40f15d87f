ALTER TABLE private.data_exports ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.data_exports FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.data_exports FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.data_exports IS 'personal: user_id; kept: emptied of the person, until the job has deleted the file';
CREATE POLICY definer ON private.data_exports TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.data_exports TO topin_definer;
