-- Notes that the files of media were looked for; those of `missing` were not all there, and are failed from now on:
-- an app shows a gap, not an address that answers nothing. Returns how many.
-- definer: called by a job; the worker may not touch the table.
CREATE OR REPLACE FUNCTION private.note_checked_media(seen uuid[], missing uuid[]) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  failed integer;
BEGIN
  UPDATE public.media m SET checked_at = private.clock() WHERE m.id = ANY (seen);
  UPDATE public.media m SET status = 'failed', failure = 'file_missing', failure_detail = 'Its file is lost.'
   WHERE m.id = ANY (missing) AND m.status = 'ready';
  GET DIAGNOSTICS failed = ROW_COUNT;
  RETURN failed;
END $$;
REVOKE ALL ON FUNCTION private.note_checked_media(uuid[], uuid[]) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.note_checked_media(uuid[], uuid[]) TO topin_worker;
