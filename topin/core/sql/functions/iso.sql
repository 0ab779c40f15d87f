-- A time as the API writes it: RFC 3339 in UTC, ending in Z, to the microsecond.
-- inline: called for every row of every list.
CREATE OR REPLACE FUNCTION private.iso(moment timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT pg_catalog.to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;
REVOKE ALL ON FUNCTION private.iso(timestamptz) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.iso(timestamptz) TO anon, authenticated, topin_auth, topin_worker, topin_staff;
