-- Whether the staff's figures were ever counted: to read a materialized view before that is an error.
CREATE OR REPLACE FUNCTION private.figures_stand() RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN (SELECT bool_and(c.relispopulated) FROM pg_class c
           WHERE c.oid IN (to_regclass('private.platform_days'), to_regclass('private.retention_weeks')));
END $$;
REVOKE ALL ON FUNCTION private.figures_stand() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.figures_stand() TO topin_staff;
