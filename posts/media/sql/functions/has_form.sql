-- Whether a medium can be opened in this form: it is ready, and has it.
-- inline: asked of every form of a list.
CREATE OR REPLACE FUNCTION private.has_form(m public.media, variant text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT m.status = 'ready' AND (variant = 'original' OR variant = ANY (m.variants))
$$;
REVOKE ALL ON FUNCTION private.has_form(public.media, text) FROM PUBLIC, anon, authenticated, service_role;
