ALTER TABLE public.followers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.followers FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.followers FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON public.followers TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.followers TO topin_definer;
CREATE POLICY staff ON public.followers FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON public.followers TO topin_staff;
CREATE POLICY own ON public.followers FOR SELECT TO authenticated USING (follower_id = (SELECT auth.uid()) OR following_id = (SELECT auth.uid()));
GRANT SELECT ON public.followers TO authenticated;
