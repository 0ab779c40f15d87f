ALTER TABLE private.view_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.view_events FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.view_events FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.view_events IS 'not personal: ids that say nothing, gone after eight days';
CREATE POLICY definer ON private.view_events TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.view_events TO topin_definer;
