-- One medium as api.md's Media.
CREATE OR REPLACE FUNCTION private.media_json(m public.media) RETURNS json
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT json_build_object(
    'id', m.id, 'url', '/media/' || m.id || '/original', 'kind', m.kind, 'mime', m.mime,
    'width', m.width, 'height', m.height, 'duration', m.duration, 'blurhash', m.blurhash, 'alt', m.alt,
    'variants', coalesce((SELECT json_object_agg(v.name, '/media/' || m.id || '/' || v.name)
                            FROM unnest(m.variants) AS v (name)), '{}'::json))
$$;
REVOKE ALL ON FUNCTION private.media_json(public.media) FROM PUBLIC, anon, authenticated, service_role;
