ALTER TABLE private.person_terms ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.person_terms FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.person_terms FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.person_terms IS 'not personal: made from handles and names';
CREATE POLICY definer ON private.person_terms TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.person_terms TO topin_definer;
