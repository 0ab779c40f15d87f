ALTER TABLE public.followers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.followers FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.followers FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.followers IS 'personal: follower_id, following_id';
CREATE POLICY definer ON public.followers TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.followers TO topin_definer;
CREATE POLICY own ON public.followers FOR SELECT TO authenticated USING (follower_id = (SELECT auth.uid()) OR following_id = (SELECT auth.uid()));
GRANT SELECT ON public.followers TO authenticated;
