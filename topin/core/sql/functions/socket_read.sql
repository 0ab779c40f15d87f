-- public.read_stream for an open socket, in one statement: becomes the person of `claims` for the rest of this
-- transaction, which the statement is, so that row-level security holds for what is delivered.
-- The claims come from a token that the calling process verified; private.socket_states checks its session.
CREATE OR REPLACE FUNCTION private.socket_read(claims text, known uuid, after bigint, page_limit integer,
  OUT epoch uuid, OUT head bigint, OUT resumes boolean, OUT seqs bigint[], OUT frames text[])
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  PERFORM set_config('request.jwt.claims', claims, true), set_config('role', 'authenticated', true);
  SELECT r.epoch, r.head, r.resumes, r.seqs, r.frames INTO epoch, head, resumes, seqs, frames
  FROM public.read_stream(auth.uid(), known, after, page_limit) r;
END $$;
REVOKE ALL ON FUNCTION private.socket_read(text, uuid, bigint, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.socket_read(text, uuid, bigint, integer) TO topin_api;
