-- When somebody was last there: {online, last_seen_at}. Online means seen within the last minute.
-- inline: part of every profile that is read.
CREATE OR REPLACE FUNCTION private.active_json(seen_at timestamptz) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.json_build_object('online', coalesce(seen_at > private.clock() - interval '1 minute', false),
    'last_seen_at', private.iso(seen_at))
$$;
REVOKE ALL ON FUNCTION private.active_json(timestamptz) FROM PUBLIC, anon, authenticated, service_role;
