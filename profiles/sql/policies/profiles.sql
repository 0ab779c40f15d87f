ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.profiles FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.profiles FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.profiles IS 'personal: id';
CREATE POLICY definer ON public.profiles TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.profiles TO topin_definer;
CREATE POLICY staff ON public.profiles FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON public.profiles TO topin_staff;
-- Direct reads see what the doors show: everyone whom no block and no suspension hides; not who is suspended.
CREATE POLICY seen ON public.profiles FOR SELECT TO anon, authenticated
  USING (id = (SELECT auth.uid()) OR private.can_see_person((SELECT auth.uid()), id));
GRANT SELECT (id, user_handle, handle_key, display_name, avatar_url, is_verified, profile_visibility, created_at)
  ON public.profiles TO anon, authenticated;
