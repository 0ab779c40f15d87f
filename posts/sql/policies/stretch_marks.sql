ALTER TABLE private.stretch_marks ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.stretch_marks FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.stretch_marks FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.stretch_marks IS 'not personal: numbers made of the words of some thousand posts together';
CREATE POLICY definer ON private.stretch_marks TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.stretch_marks TO topin_definer;
