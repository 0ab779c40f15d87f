-- A page of the viewer's stream for a socket: `resumes` says whether (epoch, after) is a position in it, `frames` are
-- the events after it, ready to send, `seqs` their numbers. One snapshot: position and events agree. Before the first
-- event of a stream that has begun since, its epoch was that of zeros: what was known then still resumes.
CREATE OR REPLACE FUNCTION public.read_stream(viewer uuid, known uuid, after bigint, page_limit integer,
  OUT epoch uuid, OUT head bigint, OUT resumes boolean, OUT seqs bigint[], OUT frames text[])
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  floor bigint;
BEGIN
  SELECT p.epoch, p.head, p.floor INTO epoch, head, floor FROM public.stream_position(viewer) p;
  resumes := coalesce((known = epoch OR known = '00000000-0000-0000-0000-000000000000' AND after = 0)
    AND after BETWEEN floor AND head, false);
  IF resumes AND after < head THEN
    SELECT array_agg(r.seq ORDER BY r.seq),
      array_agg(public.event_frame(viewer, r.seq, r.kind, r.reader, r.data, r.created_at)::text ORDER BY r.seq)
    INTO seqs, frames FROM public.stream_rows(viewer, after, page_limit) r;
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.read_stream(uuid, uuid, bigint, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.read_stream(uuid, uuid, bigint, integer) TO authenticated;
