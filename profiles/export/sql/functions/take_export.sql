-- Job: the oldest export that is to be made, now running; no row where there is none. The job runs alone, so one that is
-- running already was left by a worker that died: it is taken again, three times in all, then it has failed.
-- definer: nobody may write exports but by such functions.
CREATE OR REPLACE FUNCTION private.take_export(OUT export uuid, OUT person uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE private.data_exports SET status = 'failed', finished_at = private.clock()
  WHERE status IN ('pending', 'running') AND (tries >= 3 OR user_id IS NULL);
  UPDATE private.data_exports e SET status = 'running', tries = e.tries + 1
  WHERE e.id = (
    SELECT d.id FROM private.data_exports d WHERE d.status IN ('pending', 'running')
    ORDER BY d.tries, d.created_at, d.id LIMIT 1)
  RETURNING e.id, e.user_id INTO export, person;
END $$;
REVOKE ALL ON FUNCTION private.take_export() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.take_export() TO topin_worker;
