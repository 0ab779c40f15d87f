-- Keep the first answer to a claimed Idempotency-Key, in the transaction of its effect.
-- definer: the keys lie in private, where no app's role may write.
CREATE OR REPLACE FUNCTION private.keep_idempotent_answer(
  owner uuid, wanted text, print bytea, status integer, headers jsonb, body bytea) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO private.idempotency_key (user_id, key, fingerprint, status, headers, body)
  VALUES (owner, wanted, print, status, headers, body)
$$;
REVOKE ALL ON FUNCTION private.keep_idempotent_answer(uuid, text, bytea, integer, jsonb, bytea)
  FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.keep_idempotent_answer(uuid, text, bytea, integer, jsonb, bytea) TO topin_api;
