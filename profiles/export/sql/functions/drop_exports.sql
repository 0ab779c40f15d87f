-- Job: forgets exports whose files are deleted; returns how many.
-- definer: nobody may write exports but by such functions.
CREATE OR REPLACE FUNCTION private.drop_exports(ended uuid[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  dropped bigint;
BEGIN
  DELETE FROM private.data_exports WHERE id = ANY (ended);
  GET DIAGNOSTICS dropped = ROW_COUNT;
  RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION private.drop_exports(uuid[]) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.drop_exports(uuid[]) TO topin_worker;
