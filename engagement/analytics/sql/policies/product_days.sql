ALTER TABLE private.product_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.product_days FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.product_days FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.product_days IS 'not personal: counts of days';
CREATE POLICY definer ON private.product_days TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.product_days TO topin_definer;
