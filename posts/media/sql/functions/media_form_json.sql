-- One form of a medium, as the server needs it to give its address: {id, variant, mime}. Stills are WebP.
-- inline: made for every form of a list.
CREATE OR REPLACE FUNCTION private.media_form_json(m public.media, variant text) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.json_build_object('id', m.id, 'variant', variant,
    'mime', CASE variant WHEN 'original' THEN m.mime ELSE 'image/webp' END)
$$;
REVOKE ALL ON FUNCTION private.media_form_json(public.media, text) FROM PUBLIC, anon, authenticated, service_role;
