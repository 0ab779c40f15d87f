-- The time as the database has it, before a flush of the buffer begins: what was taken in before it was in the buffer then.
-- definer: the clock is not the API login's to ask by itself.
CREATE OR REPLACE FUNCTION private.flush_began() RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN private.clock();
END $$;
REVOKE ALL ON FUNCTION private.flush_began() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.flush_began() TO topin_api, topin_worker;
