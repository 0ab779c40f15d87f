-- For a client without a socket: the position of its stream, and the events after (known, after) where it names one.
-- {epoch, seq, reset, events, more}: `reset` says that the position given is none of this stream's, so that the
-- client has to take a snapshot; `more` that further events follow the last one here.
CREATE OR REPLACE FUNCTION public.get_sync(viewer uuid, known uuid, after bigint, page_limit integer, OUT body json)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  page record;
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT * INTO page FROM public.read_stream(viewer, known, after, page_limit);
  body := json_build_object('epoch', page.epoch, 'seq', page.head,
    'reset', known IS NOT NULL AND NOT page.resumes,
    'events', coalesce(array_to_json(page.frames::json[]), '[]'),
    'more', coalesce(page.seqs[cardinality(page.seqs)] < page.head, false));
END $$;
REVOKE ALL ON FUNCTION public.get_sync(uuid, uuid, bigint, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_sync(uuid, uuid, bigint, integer) TO authenticated;
