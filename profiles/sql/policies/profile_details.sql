ALTER TABLE public.profile_details ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.profile_details FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.profile_details FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.profile_details IS 'personal: user_id';
CREATE POLICY definer ON public.profile_details TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.profile_details TO topin_definer;
CREATE POLICY seen ON public.profile_details FOR SELECT TO authenticated
  USING (public.can_view_profile((SELECT auth.uid()), user_id));
GRANT SELECT (user_id, pronouns, location, website, occupation, interests, country, language)
  ON public.profile_details TO authenticated;
