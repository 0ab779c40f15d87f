ALTER TABLE public.bookmarks ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.bookmarks FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.bookmarks FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON public.bookmarks TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.bookmarks TO topin_definer;
-- Nobody else's, and no staff's.
CREATE POLICY own ON public.bookmarks FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
GRANT SELECT ON public.bookmarks TO authenticated;
COMMENT ON TABLE public.bookmarks IS 'personal: user_id';
