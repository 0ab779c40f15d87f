-- Row level security of public.user_sessions: each person reads their own; the auth service writes.
ALTER TABLE public.user_sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.user_sessions FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.user_sessions FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.user_sessions IS 'personal: user_id';
CREATE POLICY own ON public.user_sessions FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
GRANT SELECT (id, user_id, device, platform, created_at, last_seen_at, ended_at) ON public.user_sessions TO authenticated;
CREATE POLICY definer ON public.user_sessions TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.user_sessions TO topin_definer;
CREATE POLICY auth ON public.user_sessions TO topin_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.user_sessions TO topin_auth;
CREATE POLICY staff ON public.user_sessions FOR SELECT TO topin_staff USING (true);
GRANT SELECT (id, user_id, device, platform, created_at, last_seen_at, ended_at) ON public.user_sessions TO topin_staff;
