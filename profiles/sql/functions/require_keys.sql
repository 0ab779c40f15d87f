-- Refuse 400 unknown_field for the first key of an object that is not among those known; `prefix` names where it lies.
CREATE OR REPLACE FUNCTION private.require_keys(given jsonb, known text[], prefix text DEFAULT '') RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  stray text := (SELECT min(k.key) FROM jsonb_object_keys(given) AS k(key) WHERE k.key <> ALL (known));
BEGIN
  IF stray IS NOT NULL THEN
    PERFORM public.refuse(400, 'unknown_field', 'There is no such field.', prefix || stray);
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.require_keys(jsonb, text[], text) FROM PUBLIC, anon, authenticated, service_role;
