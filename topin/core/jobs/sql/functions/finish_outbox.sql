-- End a taken message as done and erase its secret. False when the lease was lost meanwhile (another worker
-- has it): whoever made an effect in this transaction must then roll back.
CREATE OR REPLACE FUNCTION private.finish_outbox(message uuid, held uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  UPDATE private.outbox o
     SET status = 'done', lease = NULL, error = NULL, payload = o.payload - 'secret', finished_at = private.clock()
   WHERE o.id = message AND o.lease = held;
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION private.finish_outbox(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.finish_outbox(uuid, uuid) TO topin_worker;
