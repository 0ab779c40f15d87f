ALTER TABLE private.stream_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.stream_event FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.stream_event FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.stream_event IS 'not personal: ids of what stands elsewhere, gone after a week';
CREATE POLICY definer ON private.stream_event TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.stream_event TO topin_definer;
