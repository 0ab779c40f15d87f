ALTER TABLE public.blocked_users ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.blocked_users FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.blocked_users FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.blocked_users IS 'personal: blocker_id; not blocked_id: who blocks one is not told';
CREATE POLICY definer ON public.blocked_users TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.blocked_users TO topin_definer;
-- Who is blocked must not learn it: only the one who blocks reads the row.
CREATE POLICY own ON public.blocked_users FOR SELECT TO authenticated USING (blocker_id = (SELECT auth.uid()));
GRANT SELECT ON public.blocked_users TO authenticated;
