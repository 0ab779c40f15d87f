-- Refuse quiet hours with an unknown field or in a time zone that the database does not know (400).
CREATE OR REPLACE FUNCTION private.require_quiet_hours(given jsonb) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  IF given IS NULL THEN
    RETURN;
  END IF;
  PERFORM private.require_keys(given, ARRAY['start', 'end', 'timezone'], 'quiet_hours.');
  PERFORM now() AT TIME ZONE (given ->> 'timezone');
EXCEPTION WHEN invalid_parameter_value THEN
  PERFORM public.refuse(400, 'invalid', 'There is no such time zone.', 'quiet_hours.timezone');
END $$;
REVOKE ALL ON FUNCTION private.require_quiet_hours(jsonb) FROM PUBLIC, anon, authenticated, service_role;
