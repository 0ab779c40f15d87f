-- Make sure that a person who connects has a stream, so that their epoch stands before their first event.
-- definer: streams lie in private, where the API's login may not write.
CREATE OR REPLACE FUNCTION private.open_stream(person uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM private.stream s WHERE s.user_id = person) THEN
    INSERT INTO private.stream (user_id) VALUES (person) ON CONFLICT DO NOTHING;
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.open_stream(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.open_stream(uuid) TO topin_api;
