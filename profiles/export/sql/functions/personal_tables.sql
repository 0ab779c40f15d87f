-- Every table and what its comment says of it: `rule` is NULL where it says nothing. For the export and the erasure.
CREATE OR REPLACE FUNCTION private.personal_tables(OUT name text, OUT rule text) RETURNS SETOF record
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT c.oid::regclass::text, obj_description(c.oid, 'pg_class')
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('auth', 'public', 'private') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  ORDER BY 1
$$;
REVOKE ALL ON FUNCTION private.personal_tables() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.personal_tables() TO topin_worker;
