ALTER TABLE public.likes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.likes FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.likes FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON public.likes TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.likes TO topin_definer;
-- A like follows its post, and is not shown where its maker is hidden from the reader.
CREATE POLICY readers ON public.likes FOR SELECT TO anon, authenticated USING (
  user_id = (SELECT auth.uid())
  OR (private.can_see_post((SELECT auth.uid()), post_id) AND private.can_meet((SELECT auth.uid()), user_id)));
GRANT SELECT ON public.likes TO anon, authenticated;
COMMENT ON TABLE public.likes IS 'personal: user_id';
