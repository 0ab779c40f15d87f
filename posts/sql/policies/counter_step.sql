ALTER TABLE private.counter_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.counter_step FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.counter_step FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON private.counter_step TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.counter_step TO topin_definer;
COMMENT ON TABLE private.counter_step IS 'not personal: counts on their way, without whose';
