ALTER TABLE public.post_views ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.post_views FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.post_views FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.post_views IS 'personal: viewer_key; not post_id: who saw one''s posts is not told';
CREATE POLICY definer ON public.post_views TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.post_views TO topin_definer;
-- What somebody has seen is theirs to read alone.
CREATE POLICY viewer ON public.post_views FOR SELECT TO authenticated USING (
  viewer_key = (SELECT auth.uid()) AND NOT is_anonymous);
GRANT SELECT (post_id, viewer_key, day, created_at) ON public.post_views TO authenticated;
