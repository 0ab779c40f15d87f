ALTER TABLE private.account_closures ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.account_closures FORCE ROW LEVEL SECURITY;
REVOKE ALL ON private.account_closures FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE private.account_closures IS 'personal: user_id';
CREATE POLICY definer ON private.account_closures TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON private.account_closures TO topin_definer;
