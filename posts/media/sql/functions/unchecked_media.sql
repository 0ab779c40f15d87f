-- The ready media whose files were looked for longest ago, not within 20 hours; at most `batch`, each with the forms
-- that must be there.
-- definer: called by a job; the worker may not read the table.
CREATE OR REPLACE FUNCTION private.unchecked_media(batch integer DEFAULT 500)
RETURNS TABLE (media_id uuid, variants text[]) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN QUERY
  SELECT m.id, m.variants || 'original'::text FROM public.media m
   WHERE m.status = 'ready' AND m.checked_at < private.clock() - interval '20 hours'
   ORDER BY m.checked_at, m.id LIMIT batch;
END $$;
REVOKE ALL ON FUNCTION private.unchecked_media(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.unchecked_media(integer) TO topin_worker;
