ALTER TABLE private.stream ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.stream FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.stream FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.stream IS 'not personal: numbers of events; goes with the account';
CREATE POLICY definer ON private.stream TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.stream TO topin_definer;
