-- Erase kept answers to Idempotency-Keys older than 24 hours, at most `batch` of them; returns how many.
-- definer: the worker has no other business in that table.
CREATE OR REPLACE FUNCTION private.prune_idempotency_keys(batch integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  pruned bigint;
BEGIN
  DELETE FROM private.idempotency_key k WHERE k.ctid = ANY (ARRAY(
    SELECT o.ctid FROM private.idempotency_key o
     WHERE o.created_at < private.clock() - interval '24 hours'
     ORDER BY o.created_at LIMIT batch FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS pruned = ROW_COUNT;
  RETURN pruned;
END $$;
REVOKE ALL ON FUNCTION private.prune_idempotency_keys(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.prune_idempotency_keys(integer) TO topin_worker;
