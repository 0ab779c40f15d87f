-- About how many rows a table has: the planner's figure where it is large, else counted. For lists that must
-- not count a million rows to draw a page.
-- dynamic: the table is an argument, quoted by to_regclass.
CREATE OR REPLACE FUNCTION private.estimated_rows(relation text) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  rows bigint := (SELECT c.reltuples FROM pg_class c WHERE c.oid = to_regclass(relation));
BEGIN
  IF rows < 50000 THEN
    EXECUTE format('SELECT count(*) FROM (SELECT FROM %s LIMIT 50000) few', to_regclass(relation)) INTO rows;
  END IF;
  RETURN rows;
END $$;
REVOKE ALL ON FUNCTION private.estimated_rows(text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.estimated_rows(text) TO topin_staff;
