-- What private.post_query asks for, once for each stretch of time that `until` comes after, newest first: one by one
-- for 16 to 47 of them, then by 32.
CREATE OR REPLACE FUNCTION private.parted_queries(asked text, until timestamptz) RETURNS tsquery[]
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  newest integer := private.stretch_of(until);
  parts integer := greatest(newest - 15, 0) / 32;  -- these are left to be asked for by 32
BEGIN
  RETURN ARRAY(SELECT replace(asked, ' ', to_hex(n) || ':')::tsquery FROM generate_series(newest, parts * 32, -1) n)
      || ARRAY(SELECT replace(asked, ' ', to_hex(n) || '/')::tsquery FROM generate_series(parts - 1, 0, -1) n);
END $$;
REVOKE ALL ON FUNCTION private.parted_queries(text, timestamptz) FROM PUBLIC, anon, authenticated, service_role;
