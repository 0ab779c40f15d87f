ALTER TABLE public.posts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.posts FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.posts FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.posts IS 'personal: author_id';
CREATE POLICY definer ON public.posts TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.posts TO topin_definer;
CREATE POLICY staff ON public.posts FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON public.posts TO topin_staff;
-- The cheap tests first: the function is asked only for rows that could be shown to somebody.
CREATE POLICY readers ON public.posts FOR SELECT TO anon, authenticated USING (
  deleted_at IS NULL AND (author_id = (SELECT auth.uid())
    OR (hidden_at IS NULL AND audience <> 'private' AND private.can_see_row((SELECT auth.uid()), author_id, audience))));
GRANT SELECT (id, author_id, type, content, audience, comments_from, hashtags, has_mentions, edited_at, version, created_at)
  ON public.posts TO anon, authenticated;
