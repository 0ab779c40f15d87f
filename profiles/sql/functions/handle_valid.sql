-- Whether a text may be a handle at all, leaving aside whether somebody has it.
CREATE OR REPLACE FUNCTION private.handle_valid(handle text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
  SELECT private.handle_problem(handle) IS NULL
$$;
REVOKE ALL ON FUNCTION private.handle_valid(text) FROM PUBLIC, anon, authenticated, service_role;
