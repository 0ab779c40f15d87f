-- Forgets batches of the buffer that were applied 30 days ago, at most `batch`; returns how many. One that came back
-- even then would find its views counted.
-- definer: called by a job; batches are nobody else's.
CREATE OR REPLACE FUNCTION private.prune_view_batches(batch integer DEFAULT 5000) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  pruned integer;
BEGIN
  DELETE FROM private.view_batches b USING (
    SELECT x.id FROM private.view_batches x WHERE x.applied_at < private.clock() - interval '30 days' LIMIT batch) old
   WHERE b.id = old.id;
  GET DIAGNOSTICS pruned = ROW_COUNT;
  RETURN pruned;
END $$;
REVOKE ALL ON FUNCTION private.prune_view_batches(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.prune_view_batches(integer) TO topin_worker;
