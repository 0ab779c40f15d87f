-- The first word of a socket, in one round trip: checks the session, sees to it that the person has a stream, then
-- becomes the person of the claims, for the rest of the transaction, and reads public.read_stream.
-- Refuses what private.check_session refuses.
CREATE OR REPLACE FUNCTION private.socket_hello(claims text, known uuid, after bigint, page_limit integer,
  OUT epoch uuid, OUT head bigint, OUT resumes boolean, OUT seqs bigint[], OUT frames text[])
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  PERFORM private.check_session(claims::jsonb);
  PERFORM private.open_stream((claims::jsonb ->> 'sub')::uuid);
  PERFORM set_config('request.jwt.claims', claims, true), set_config('role', 'authenticated', true);
  SELECT r.epoch, r.head, r.resumes, r.seqs, r.frames INTO epoch, head, resumes, seqs, frames
  FROM public.read_stream(auth.uid(), known, after, page_limit) r;
END $$;
REVOKE ALL ON FUNCTION private.socket_hello(text, uuid, bigint, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.socket_hello(text, uuid, bigint, integer) TO topin_api;
