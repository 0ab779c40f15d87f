ALTER TABLE private.pending_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.pending_event FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.pending_event FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.pending_event IS 'not personal: ids on their way to a stream';
CREATE POLICY definer ON private.pending_event TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.pending_event TO topin_definer;
