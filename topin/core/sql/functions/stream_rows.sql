-- The viewer's next events after a number, as they were written: which function shows each, and its ids.
-- definer: streams lie in private, where no app's role may look.
CREATE OR REPLACE FUNCTION public.stream_rows(viewer uuid, after bigint, page_limit integer)
RETURNS TABLE (seq bigint, kind text, reader text, data jsonb, created_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  RETURN QUERY
    SELECT e.seq, e.kind, private.event_reader(e.kind), e.data, e.created_at FROM private.stream_event e
    WHERE e.user_id = viewer AND e.seq > after ORDER BY e.seq LIMIT page_limit;
END $$;
REVOKE ALL ON FUNCTION public.stream_rows(uuid, bigint, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.stream_rows(uuid, bigint, integer) TO authenticated;
