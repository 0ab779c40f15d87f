-- Lock somebody's settings and count their version up. Refuses 412 stale_version.
CREATE OR REPLACE FUNCTION private.touch_settings(person uuid, expected_version bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  UPDATE public.user_settings u SET version = u.version + 1, updated_at = private.clock()
  WHERE u.user_id = person AND u.version = coalesce(expected_version, u.version);
  IF NOT FOUND THEN
    PERFORM public.refuse(412, 'stale_version', 'The settings have changed since they were read.');
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.touch_settings(uuid, bigint) FROM PUBLIC, anon, authenticated, service_role;
