-- Give a taken message back after a failure: due again after 5 s, 10 s, 20 s … at most an hour, each drawn
-- between half and one and a half of it, so that what failed together does not come back together. After
-- most_tries, or when it is hopeless, it is a dead letter that staff can see and replay. Returns its status;
-- NULL when the lease was lost.
CREATE OR REPLACE FUNCTION private.fail_outbox(message uuid, held uuid, reason text, most_tries integer, hopeless boolean)
RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  outcome text;
BEGIN
  UPDATE private.outbox o
     SET lease = NULL, error = left(reason, 1000),
         status = CASE WHEN hopeless OR o.tries >= most_tries THEN 'dead' ELSE 'waiting' END,
         finished_at = CASE WHEN hopeless OR o.tries >= most_tries THEN private.clock() END,
         run_at = private.clock() + least(interval '5 s' * 2 ^ (o.tries - 1), interval '1 h') * (0.5 + random())
   WHERE o.id = message AND o.lease = held
  RETURNING o.status INTO outcome;
  RETURN outcome;
END $$;
REVOKE ALL ON FUNCTION private.fail_outbox(uuid, uuid, text, integer, boolean) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.fail_outbox(uuid, uuid, text, integer, boolean) TO topin_worker;
