-- The name of the function in public that shows events of a kind: `message.new` is shown by event_message_new.
-- inline: asked for every event that is written or read.
CREATE OR REPLACE FUNCTION private.event_reader(kind text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 'event_' || pg_catalog.replace(kind, '.', '_')
$$;
REVOKE ALL ON FUNCTION private.event_reader(text) FROM PUBLIC, anon, authenticated, service_role;
