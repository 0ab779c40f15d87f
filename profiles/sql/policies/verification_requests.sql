ALTER TABLE public.verification_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.verification_requests FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.verification_requests FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON public.verification_requests TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.verification_requests TO topin_definer;
CREATE POLICY staff ON public.verification_requests FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON public.verification_requests TO topin_staff;
CREATE POLICY own ON public.verification_requests FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
GRANT SELECT ON public.verification_requests TO authenticated;
