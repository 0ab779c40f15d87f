ALTER TABLE public.profile_like_logs ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.profile_like_logs FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.profile_like_logs FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.profile_like_logs IS 'personal: liker_id; not profile_id: who took a like back is not told';
CREATE POLICY definer ON public.profile_like_logs TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.profile_like_logs TO topin_definer;
