-- The handle of somebody who named none: user_ and the random end of their id, more of it where that is taken.
CREATE OR REPLACE FUNCTION private.generate_handle(id uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT 'user_' || right(replace(id::text, '-', ''), size)
  FROM unnest(ARRAY[10, 16, 20, 25]) size
  WHERE private.handle_free('user_' || right(replace(id::text, '-', ''), size), id)
  ORDER BY size LIMIT 1
$$;
REVOKE ALL ON FUNCTION private.generate_handle(uuid) FROM PUBLIC, anon, authenticated, service_role;
