-- Notes that everything taken in before `until` has been stored: days that ended an hour before may be made final.
-- definer: called by jobs; the state is nobody else's.
CREATE OR REPLACE FUNCTION private.note_flush(until timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO private.analytics_state AS s (flushed_until) VALUES (until)
  ON CONFLICT (sole) DO UPDATE SET flushed_until = greatest(s.flushed_until, excluded.flushed_until);
END $$;
REVOKE ALL ON FUNCTION private.note_flush(timestamptz) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.note_flush(timestamptz) TO topin_api, topin_worker;
