-- One medium as the API's Media, with the state that its owner waits for. Addresses are stable and check access when
-- they are opened.
CREATE OR REPLACE FUNCTION private.media_json(m public.media) RETURNS json
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT json_build_object(
    'id', m.id, 'url', private.media_url(m.id, 'original'), 'kind', m.kind, 'status', m.status, 'mime', m.mime,
    'width', m.width, 'height', m.height, 'duration', m.duration, 'blurhash', m.blurhash, 'alt', m.alt,
    'variants', coalesce((SELECT json_object_agg(v.name, private.media_url(m.id, v.name))
                            FROM unnest(m.variants) AS v (name)), '{}'::json),
    'failure', CASE WHEN m.status = 'failed' THEN json_build_object('code', m.failure, 'detail', m.failure_detail) END)
$$;
REVOKE ALL ON FUNCTION private.media_json(public.media) FROM PUBLIC, anon, authenticated, service_role;
