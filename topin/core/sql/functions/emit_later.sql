-- Note an event of which one person may get thousands at once (likes, views): appended without touching their stream,
-- so that writers never wait for each other; private.fold_events makes one event of all with the same topic.
CREATE OR REPLACE FUNCTION private.emit_later(recipient uuid, kind text, topic text, data jsonb) RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
  INSERT INTO private.pending_event (user_id, kind, topic, data, created_at)
  VALUES (recipient, kind, topic, data, private.clock())
$$;
REVOKE ALL ON FUNCTION private.emit_later(uuid, text, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
