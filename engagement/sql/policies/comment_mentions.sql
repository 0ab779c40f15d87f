ALTER TABLE public.comment_mentions ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.comment_mentions FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.comment_mentions FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON public.comment_mentions TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.comment_mentions TO topin_definer;
-- A mention follows its comment (whose own policy is asked), and is not shown where the one mentioned is hidden.
CREATE POLICY readers ON public.comment_mentions FOR SELECT TO authenticated USING (
  coalesce((SELECT true FROM public.comments c WHERE c.id = comment_id), false)
  AND private.can_meet((SELECT auth.uid()), user_id));
GRANT SELECT ON public.comment_mentions TO authenticated;
COMMENT ON TABLE public.comment_mentions IS 'personal: comment_id, user_id';
