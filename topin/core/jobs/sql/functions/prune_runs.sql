-- Erase the record of runs older than 90 days; returns how many.
CREATE OR REPLACE FUNCTION private.prune_runs() RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  pruned bigint;
BEGIN
  DELETE FROM private.job_run r WHERE r.started_at < private.clock() - interval '90 days';
  GET DIAGNOSTICS pruned = ROW_COUNT;
  RETURN pruned;
END $$;
REVOKE ALL ON FUNCTION private.prune_runs() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.prune_runs() TO topin_worker;
