ALTER TABLE public.user_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.user_settings FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.user_settings FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON public.user_settings TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.user_settings TO topin_definer;
CREATE POLICY staff ON public.user_settings FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON public.user_settings TO topin_staff;
CREATE POLICY own ON public.user_settings FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
GRANT SELECT ON public.user_settings TO authenticated;
