ALTER TABLE private.view_batches ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.view_batches FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.view_batches FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.view_batches IS 'not personal: numbers of batches';
CREATE POLICY definer ON private.view_batches TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.view_batches TO topin_definer;
