ALTER TABLE public.post_like_logs ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.post_like_logs FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.post_like_logs FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON public.post_like_logs TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.post_like_logs TO topin_definer;
COMMENT ON TABLE public.post_like_logs IS 'personal: user_id; kept: what was earned by it is accounted for, and only the id of the account is left';
