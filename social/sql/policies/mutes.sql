ALTER TABLE public.mutes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.mutes FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.mutes FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.mutes IS 'personal: muter_id; not muted_id: who mutes one is not told';
CREATE POLICY definer ON public.mutes TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.mutes TO topin_definer;
CREATE POLICY own ON public.mutes FOR SELECT TO authenticated USING (muter_id = (SELECT auth.uid()));
GRANT SELECT ON public.mutes TO authenticated;
