ALTER TABLE public.reposts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.reposts FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.reposts FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.reposts IS 'personal: user_id';
CREATE POLICY definer ON public.reposts TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.reposts TO topin_definer;
-- A repost follows its post, and is not shown where its maker is hidden from the reader.
CREATE POLICY readers ON public.reposts FOR SELECT TO anon, authenticated USING (
  user_id = (SELECT auth.uid())
  OR (private.can_see_post((SELECT auth.uid()), post_id) AND private.can_see_row((SELECT auth.uid()), user_id, 'public')));
GRANT SELECT ON public.reposts TO anon, authenticated;
