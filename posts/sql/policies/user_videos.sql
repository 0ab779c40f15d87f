ALTER TABLE public.user_videos ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.user_videos FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.user_videos FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.user_videos IS 'personal: user_id';
CREATE POLICY definer ON public.user_videos TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.user_videos TO topin_definer;
-- What a video earns is its owner's business.
CREATE POLICY owner ON public.user_videos FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
GRANT SELECT ON public.user_videos TO authenticated;
