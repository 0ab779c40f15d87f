-- Take an Idempotency-Key for the rest of the transaction, or give back the first answer.
-- Out: the kept answer, or all NULL when the caller is the first. Refuses 409 idempotency_in_progress
-- at once while the first is still running, 422 idempotency_key_reused for another request.
-- definer: the keys lie in private, where no app's role may look.
CREATE OR REPLACE FUNCTION private.claim_idempotency_key(
  owner uuid, wanted text, print bytea, OUT status smallint, OUT headers jsonb, OUT body bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  kept private.idempotency_key;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended(owner || '/' || wanted, 7)) THEN
    PERFORM public.refuse(409, 'idempotency_in_progress', 'The first request with this Idempotency-Key is still running.');
  END IF;
  SELECT * INTO kept FROM private.idempotency_key k WHERE k.user_id = owner AND k.key = wanted;
  IF kept.fingerprint <> print THEN
    PERFORM public.refuse(422, 'idempotency_key_reused', 'This Idempotency-Key was used for another request.');
  END IF;
  status := kept.status; headers := kept.headers; body := kept.body;
END $$;
REVOKE ALL ON FUNCTION private.claim_idempotency_key(uuid, text, bytea) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.claim_idempotency_key(uuid, text, bytea) TO topin_api;
