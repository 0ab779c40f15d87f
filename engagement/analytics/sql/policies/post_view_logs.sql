ALTER TABLE public.post_view_logs ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.post_view_logs FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.post_view_logs FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.post_view_logs IS 'personal: viewer_id; kept: emptied of the person, the count alone';
CREATE POLICY definer ON public.post_view_logs TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.post_view_logs TO topin_definer;
