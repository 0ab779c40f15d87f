ALTER TABLE private.idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.idempotency_key FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.idempotency_key FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.idempotency_key IS 'not personal: copies of answers, gone after a day';
CREATE POLICY definer ON private.idempotency_key TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.idempotency_key TO topin_definer;
