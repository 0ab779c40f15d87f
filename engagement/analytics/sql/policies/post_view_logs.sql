ALTER TABLE public.post_view_logs ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.post_view_logs FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.post_view_logs FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.post_view_logs IS 'personal: viewer_id; not author_id: who saw one''s posts is not told; '
  'kept: emptied of the viewer, the count alone, and of an author the id, for as long as the month is';
CREATE POLICY definer ON public.post_view_logs TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.post_view_logs TO topin_definer;
