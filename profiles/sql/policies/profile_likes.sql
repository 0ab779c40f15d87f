ALTER TABLE public.profile_likes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.profile_likes FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.profile_likes FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.profile_likes IS 'personal: liker_id, profile_id';
CREATE POLICY definer ON public.profile_likes TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.profile_likes TO topin_definer;
CREATE POLICY own ON public.profile_likes FOR SELECT TO authenticated USING (liker_id = (SELECT auth.uid()) OR profile_id = (SELECT auth.uid()));
GRANT SELECT ON public.profile_likes TO authenticated;
