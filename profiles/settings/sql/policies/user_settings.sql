ALTER TABLE public.user_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.user_settings FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.user_settings FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.user_settings IS 'personal: user_id';
CREATE POLICY definer ON public.user_settings TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.user_settings TO topin_definer;
CREATE POLICY own ON public.user_settings FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
GRANT SELECT ON public.user_settings TO authenticated;
