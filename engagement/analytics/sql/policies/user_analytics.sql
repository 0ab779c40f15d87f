ALTER TABLE public.user_analytics ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.user_analytics FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.user_analytics FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.user_analytics IS 'personal: user_id';
CREATE POLICY definer ON public.user_analytics TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.user_analytics TO topin_definer;
CREATE POLICY owner ON public.user_analytics FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
GRANT SELECT ON public.user_analytics TO authenticated;
