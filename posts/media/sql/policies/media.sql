ALTER TABLE public.media ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.media FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.media FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE public.media IS 'personal: owner_id';
CREATE POLICY definer ON public.media TO topin_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.media TO topin_definer;
CREATE POLICY staff ON public.media FOR SELECT TO topin_staff USING (true);
GRANT SELECT ON public.media TO topin_staff;
-- One's own always, in every state; another's as what it hangs on allows.
CREATE POLICY readers ON public.media FOR SELECT TO anon, authenticated USING (
  owner_id = (SELECT auth.uid())
  OR (status = 'ready' AND private.can_see_media((SELECT auth.uid()), owner_id, post_id, used_as)));
GRANT SELECT (id, owner_id, post_id, position, kind, status, mime, width, height, duration, blurhash, alt, variants, created_at)
  ON public.media TO anon, authenticated;
