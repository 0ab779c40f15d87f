-- Counts the staff's figures of the whole product anew; returns how many rows they have. Who reads meanwhile reads the old.
-- definer: the materialized views belong to the definer, who sees every row.
CREATE OR REPLACE FUNCTION private.refresh_figures() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF private.figures_stand() THEN
    REFRESH MATERIALIZED VIEW CONCURRENTLY private.platform_days;
    REFRESH MATERIALIZED VIEW CONCURRENTLY private.retention_weeks;
  ELSE
    REFRESH MATERIALIZED VIEW private.platform_days;
    REFRESH MATERIALIZED VIEW private.retention_weeks;
  END IF;
  RETURN (SELECT count(*) FROM private.platform_days) + (SELECT count(*) FROM private.retention_weeks);
END $$;
REVOKE ALL ON FUNCTION private.refresh_figures() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.refresh_figures() TO topin_worker;
