-- Give a dead letter another life: due now, with all its tries again. An admin action.
-- Refuses 409 not_dead for a message that is not a dead letter (any more).
-- definer: staff may look at messages and change none but by this.
CREATE OR REPLACE FUNCTION private.replay_outbox(message uuid, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  failed private.outbox;
BEGIN
  SELECT * INTO failed FROM private.outbox o WHERE o.id = message AND o.status = 'dead' FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM public.refuse(409, 'not_dead', 'This message is not a dead letter.');
  END IF;
  UPDATE private.outbox o SET status = 'waiting', tries = 0, run_at = private.clock(), finished_at = NULL WHERE o.id = message;
  PERFORM private.audit('outbox.replay', 'outbox', message::text, reason,
    jsonb_build_object('status', 'dead', 'tries', failed.tries, 'kind', failed.kind), jsonb_build_object('status', 'waiting'));
END $$;
REVOKE ALL ON FUNCTION private.replay_outbox(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.replay_outbox(uuid, text) TO topin_staff;
