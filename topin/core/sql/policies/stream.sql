ALTER TABLE private.stream ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.stream FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.stream FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON private.stream TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.stream TO topin_definer;
