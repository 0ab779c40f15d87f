ALTER TABLE public.comment_likes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.comment_likes FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.comment_likes FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON public.comment_likes TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.comment_likes TO topin_definer;
-- A like follows its comment (whose own policy is asked), and is not shown where its maker is hidden from the reader.
CREATE POLICY readers ON public.comment_likes FOR SELECT TO anon, authenticated USING (
  user_id = (SELECT auth.uid())
  OR (coalesce((SELECT true FROM public.comments c WHERE c.id = comment_id), false)
      AND private.can_meet((SELECT auth.uid()), user_id)));
GRANT SELECT ON public.comment_likes TO anon, authenticated;
COMMENT ON TABLE public.comment_likes IS 'personal: user_id';
