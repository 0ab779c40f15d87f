-- The smallest id that private.uuid7() could have made at a time: rows since then are a range of the primary key.
CREATE OR REPLACE FUNCTION private.time_floor(moment timestamptz) RETURNS uuid
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
REVOKE ALL ON FUNCTION private.time_floor(timestamptz) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.time_floor(timestamptz) TO topin_staff;
