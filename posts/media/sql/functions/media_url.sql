-- Where one form of a medium is opened (GET /media/{id}/{variant}), from the origin of the API on.
-- inline: part of every medium in every list.
CREATE OR REPLACE FUNCTION private.media_url(media uuid, variant text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT '/api/media/' || media || '/' || variant
$$;
REVOKE ALL ON FUNCTION private.media_url(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
