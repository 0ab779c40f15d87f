-- The keys of this moment that addresses are hashed with, in hexadecimal: {day, viewer, address}. The viewer's key lives
-- for a UTC day, the address's for 90 days; a new one erases its predecessors, and with them what their hashes meant.
-- For the API alone, which keeps them in memory.
-- definer: keys are nobody's to read but through this.
CREATE OR REPLACE FUNCTION private.view_keys() RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  today date := (private.clock() AT TIME ZONE 'UTC')::date;
  period date := today - (today - date '2026-01-01') % 90;
BEGIN
  INSERT INTO private.hash_keys (purpose, starts, key)
  SELECT k.purpose, k.starts, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
    FROM (VALUES ('viewer', today), ('address', period)) AS k (purpose, starts)
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    DELETE FROM private.hash_keys k WHERE k.starts < CASE k.purpose WHEN 'viewer' THEN today ELSE period END;
  END IF;
  RETURN jsonb_build_object('day', today) || (
    SELECT jsonb_object_agg(k.purpose, encode(k.key, 'hex')) FROM private.hash_keys k
     WHERE (k.purpose, k.starts) IN (('viewer', today), ('address', period)));
END $$;
REVOKE ALL ON FUNCTION private.view_keys() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.view_keys() TO topin_api;
