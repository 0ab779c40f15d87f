-- Leave a message for a handler of this kind, in the caller's transaction: it is there when that commits.
-- A unique_key names the event: given again, for as long as the first message is kept (7 days after it was
-- done, longer while it is dead), nothing is added and the first one's id comes back. Anything that a log or
-- a member of staff must not read goes into payload.secret, encrypted (topin/core/jobs/secret.py).
-- definer: SQL of every room may leave a message, none may touch the table.
CREATE OR REPLACE FUNCTION private.enqueue(
  kind text, payload jsonb, unique_key text DEFAULT NULL, queue text DEFAULT 'default', delay interval DEFAULT '0')
RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
DECLARE
  message uuid;
BEGIN
  INSERT INTO private.outbox (kind, payload, unique_key, queue, run_at)
  VALUES ($1, $2, $3, $4, private.clock() + $5)
  ON CONFLICT (kind, unique_key) WHERE unique_key IS NOT NULL DO NOTHING
  RETURNING id INTO message;
  IF message IS NULL THEN
    SELECT o.id INTO message FROM private.outbox o WHERE o.kind = $1 AND o.unique_key = $3;
  END IF;
  RETURN message;
END $$;
REVOKE ALL ON FUNCTION private.enqueue(text, jsonb, text, text, interval) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.enqueue(text, jsonb, text, text, interval) TO topin_auth, topin_worker, topin_staff;
