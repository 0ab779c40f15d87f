-- Which of these ids, read from the names of files, belong to no medium (or, with `unfinished`, to none that still
-- needs what its owner sent): their files are orphans.
-- definer: called by a job; the worker may not read the table.
CREATE OR REPLACE FUNCTION private.unknown_media(ids uuid[], unfinished boolean DEFAULT false) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN ARRAY(SELECT w.id FROM unnest(ids) AS w (id)
                WHERE NOT EXISTS (SELECT FROM public.media m WHERE m.id = w.id
                                     AND (NOT unfinished OR m.status IN ('pending', 'processing'))));
END $$;
REVOKE ALL ON FUNCTION private.unknown_media(uuid[], boolean) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.unknown_media(uuid[], boolean) TO topin_worker;
