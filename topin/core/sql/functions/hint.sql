-- Tell the process that runs this transaction whose sockets to wake once it has committed: a notice with its own
-- SQLSTATE (topin/core/db/told.py). `head` NULL asks for a fresh look at the person's sessions. Costs no round
-- trip and no row; one that is lost is made good by the next heartbeat.
CREATE OR REPLACE FUNCTION private.hint(recipient uuid, head bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  RAISE NOTICE USING ERRCODE = 'TPH01', MESSAGE = 'topin.hint', DETAIL = concat_ws(' ', recipient, head);
END $$;
REVOKE ALL ON FUNCTION private.hint(uuid, bigint) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.hint(uuid, bigint) TO topin_auth, topin_worker;
