ALTER TABLE public.comments ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.comments FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.comments FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON public.comments TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.comments TO topin_definer;
CREATE POLICY staff ON public.comments FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON public.comments TO topin_staff;
-- A comment follows its post, and is not shown where its author is hidden from the reader, or where the post's author has
-- hidden it from all but those two. The cheap tests first.
CREATE POLICY readers ON public.comments FOR SELECT TO anon, authenticated USING (
  deleted_at IS NULL AND (hidden_at IS NULL OR author_id = (SELECT auth.uid()))
  AND (hidden_by_author_at IS NULL OR author_id = (SELECT auth.uid()) OR coalesce(
    (SELECT true FROM public.posts p WHERE p.id = post_id AND p.author_id = (SELECT auth.uid())), false))
  AND private.can_see_post((SELECT auth.uid()), post_id) AND private.can_meet((SELECT auth.uid()), author_id));
GRANT SELECT (id, post_id, parent_id, author_id, content, has_mentions, edited_at, version, created_at)
  ON public.comments TO anon, authenticated;
COMMENT ON TABLE public.comments IS 'personal: author_id; kept: a tombstone without author and words, where it was answered';
