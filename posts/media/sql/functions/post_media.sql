-- The media of a post in their order, as the API's Media; '[]' when there are none. Addresses are stable and
-- check access when they are opened.
CREATE OR REPLACE FUNCTION private.post_media(post uuid) RETURNS json
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN coalesce(
    (SELECT json_agg(private.media_json(m) ORDER BY m.position, m.id) FROM public.media m WHERE m.post_id = post),
    '[]'::json);
END $$;
REVOKE ALL ON FUNCTION private.post_media(uuid) FROM PUBLIC, anon, authenticated, service_role;
