ALTER TABLE public.post_mentions ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.post_mentions FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.post_mentions FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.post_mentions IS 'personal: post_id, user_id';
CREATE POLICY definer ON public.post_mentions TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.post_mentions TO topin_definer;
-- A mention follows its post, and is not shown where the one mentioned is hidden from the reader.
CREATE POLICY readers ON public.post_mentions FOR SELECT TO authenticated USING (
  private.can_see_post((SELECT auth.uid()), post_id)
  AND private.can_meet((SELECT auth.uid()), user_id));
GRANT SELECT ON public.post_mentions TO authenticated;
