ALTER TABLE public.follow_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.follow_requests FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.follow_requests FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.follow_requests IS 'personal: requester_id, target_id';
CREATE POLICY definer ON public.follow_requests TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.follow_requests TO topin_definer;
CREATE POLICY own ON public.follow_requests FOR SELECT TO authenticated USING (requester_id = (SELECT auth.uid()) OR target_id = (SELECT auth.uid()));
GRANT SELECT ON public.follow_requests TO authenticated;
