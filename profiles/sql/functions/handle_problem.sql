-- Why a text cannot be a handle: handle_invalid, handle_reserved, or NULL when it can. 3 to 30 of ASCII
-- letters, digits, underscore and dot, with a letter or digit in it, no dot at either end and no two in a row;
-- anything beyond ASCII is refused, so that no look-alike from another script passes.
CREATE OR REPLACE FUNCTION private.handle_problem(handle text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
  SELECT CASE
    WHEN handle IS NULL OR handle !~ '^[A-Za-z0-9_.]{3,30}$' OR handle !~ '[A-Za-z0-9]'
      OR handle ~ '^\.|\.$|\.\.' THEN 'handle_invalid'
    WHEN private.handle_skeleton(handle) IN
      (SELECT private.handle_skeleton(word) FROM unnest(private.reserved_handles()) word) THEN 'handle_reserved'
  END
$$;
REVOKE ALL ON FUNCTION private.handle_problem(text) FROM PUBLIC, anon, authenticated, service_role;
