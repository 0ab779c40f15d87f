ALTER TABLE private.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.outbox FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.outbox FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON private.outbox TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.outbox TO topin_definer;
CREATE POLICY worker ON private.outbox TO topin_worker USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE, DELETE ON private.outbox TO topin_worker;
CREATE POLICY staff ON private.outbox FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON private.outbox TO topin_staff;
