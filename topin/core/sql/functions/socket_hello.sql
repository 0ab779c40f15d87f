-- The first word of a socket: checks the session, sees to it that the person has a stream, then reads as
-- private.socket_read does. Refuses what private.check_session refuses.
CREATE OR REPLACE FUNCTION private.socket_hello(claims text, known uuid, after bigint, page_limit integer,
  OUT epoch uuid, OUT head bigint, OUT resumes boolean, OUT seqs bigint[], OUT frames text[])
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  PERFORM private.check_session(claims::jsonb);
  PERFORM private.open_stream((claims::jsonb ->> 'sub')::uuid);
  SELECT r.epoch, r.head, r.resumes, r.seqs, r.frames INTO epoch, head, resumes, seqs, frames
  FROM private.socket_read(claims, known, after, page_limit) r;
END $$;
REVOKE ALL ON FUNCTION private.socket_hello(text, uuid, bigint, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.socket_hello(text, uuid, bigint, integer) TO topin_api;
