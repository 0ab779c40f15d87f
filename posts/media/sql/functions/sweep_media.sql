-- Deletes media that nobody waits for any more, at most `batch`: not finished an hour after the last step (videos in
-- the job's hands: a day), failed or free for a day, and evidence 90 days after it was handed in where the request is
-- decided. Returns how many. Safe to run twice and at the same time.
-- definer: called by a job; the worker may not touch the table.
CREATE OR REPLACE FUNCTION private.sweep_media(batch integer DEFAULT 500) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  swept integer;
BEGIN
  DELETE FROM public.media m USING (
    SELECT x.id FROM public.media x
     WHERE (x.post_id IS NULL AND x.used_as IS NULL AND x.touched_at < private.clock() - interval '1 hour'
            AND (x.touched_at < private.clock() - interval '1 day' OR (x.mime IS NULL AND x.status IN ('pending', 'processing'))))
        OR (x.used_as = 'evidence' AND x.touched_at < private.clock() - interval '90 days'
            AND NOT EXISTS (SELECT FROM public.verification_requests v
                             WHERE v.evidence_media_id = x.id AND v.status = 'pending'))
     LIMIT batch FOR UPDATE SKIP LOCKED) gone
   WHERE m.id = gone.id;
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END $$;
REVOKE ALL ON FUNCTION private.sweep_media(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.sweep_media(integer) TO topin_worker;
