-- Job: erase ids of views that were given eight days ago, at most `batch`; returns how many.
-- definer: called by a job; the ids are nobody else's.
CREATE OR REPLACE FUNCTION private.prune_view_events(batch integer DEFAULT 5000) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  pruned integer;
BEGIN
  DELETE FROM private.view_events e USING (
    SELECT x.id FROM private.view_events x WHERE x.day < (private.clock() AT TIME ZONE 'UTC')::date - 8
     LIMIT batch FOR UPDATE SKIP LOCKED) old
   WHERE e.id = old.id;
  GET DIAGNOSTICS pruned = ROW_COUNT;
  RETURN pruned;
END $$;
REVOKE ALL ON FUNCTION private.prune_view_events(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.prune_view_events(integer) TO topin_worker;
