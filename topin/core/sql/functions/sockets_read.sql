-- public.read_stream for many open sockets in one round trip: becomes the person of each claims in turn, so that
-- row-level security holds for what each is shown. Leaves the transaction, which the statement is, as the last one.
-- `fault` is the SQLSTATE where one person's stream cannot be read; nobody else's reading suffers from it.
-- The claims come from tokens that the calling process verified; private.socket_states checks their sessions.
CREATE OR REPLACE FUNCTION private.sockets_read(claims text[], known uuid[], after bigint[], page_limit integer)
RETURNS TABLE (n integer, fault text, epoch uuid, head bigint, resumes boolean, seqs bigint[], frames text[])
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  FOR n IN 1 .. cardinality(claims) LOOP
    BEGIN
      fault := NULL;
      PERFORM set_config('request.jwt.claims', claims[n], true), set_config('role', 'authenticated', true);
      SELECT r.epoch, r.head, r.resumes, r.seqs, r.frames INTO epoch, head, resumes, seqs, frames
      FROM public.read_stream(auth.uid(), known[n], after[n], page_limit) r;
    EXCEPTION WHEN OTHERS THEN
      fault := SQLSTATE;
    END;
    RETURN NEXT;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION private.sockets_read(text[], uuid[], bigint[], integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.sockets_read(text[], uuid[], bigint[], integer) TO topin_api;
