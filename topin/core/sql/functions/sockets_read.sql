-- public.read_stream for many open sockets in one round trip: becomes the person of each claims in turn, so that
-- row-level security holds for what each is shown. Leaves the transaction, which the statement is, as the last one.
-- `asked` is a list of {claims, known, after}, `n` the place in it. An error of one ends all: the caller then asks
-- for each alone.
-- The claims come from tokens that the calling process verified; private.socket_states checks their sessions.
CREATE OR REPLACE FUNCTION private.sockets_read(asked jsonb, page_limit integer)
RETURNS TABLE (n bigint, epoch uuid, head bigint, resumes boolean, seqs bigint[], frames text[])
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  one jsonb;
BEGIN
  FOR n, one IN SELECT e.ordinality, e.value FROM jsonb_array_elements(asked) WITH ORDINALITY e LOOP
    PERFORM set_config('request.jwt.claims', one ->> 'claims', true), set_config('role', 'authenticated', true);
    SELECT r.epoch, r.head, r.resumes, r.seqs, r.frames INTO epoch, head, resumes, seqs, frames
    FROM public.read_stream(auth.uid(), (one ->> 'known')::uuid, (one ->> 'after')::bigint, page_limit) r;
    RETURN NEXT;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION private.sockets_read(jsonb, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.sockets_read(jsonb, integer) TO topin_api;
