-- Write an event into a person's stream, and tell the calling process of it (private.hint). Call it last in the
-- transaction, for several people in the order of their ids: the row of the stream stays locked until the commit,
-- which makes the order of commits the order of the numbers. Refuses a kind that no public.event_<kind> shows.
-- definer: other definer functions, jobs and staff actions all write streams, none may touch them otherwise.
CREATE OR REPLACE FUNCTION private.emit(recipient uuid, kind text, data jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  head bigint;
BEGIN
  IF to_regprocedure(format('public.%I(uuid, jsonb)', private.event_reader(kind))) IS NULL THEN
    RAISE EXCEPTION 'no function shows events of kind %', kind;
  END IF;
  INSERT INTO private.stream AS s (user_id, last_seq) VALUES (recipient, 1)
  ON CONFLICT (user_id) DO UPDATE SET last_seq = s.last_seq + 1
  RETURNING s.last_seq INTO head;
  INSERT INTO private.stream_event (user_id, seq, kind, data, created_at)
  VALUES (recipient, head, emit.kind, emit.data, private.clock());
  PERFORM private.hint(recipient, head);
END $$;
REVOKE ALL ON FUNCTION private.emit(uuid, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.emit(uuid, text, jsonb) TO topin_auth, topin_worker;
