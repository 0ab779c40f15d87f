-- Drops the partitions of a log that ended `keep` months or longer before this one (UTC); returns how many. For the
-- retention job of the room that owns the log. A month of rows goes in milliseconds, and leaves nothing to vacuum.
-- owner: only a table's owner may drop its partitions.
-- dynamic: each partition by its name.
CREATE OR REPLACE FUNCTION private.drop_partitions(log regclass, keep integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET timezone = 'UTC' AS $$
DECLARE
  floor timestamptz := date_trunc('month', private.clock()) - keep * interval '1 month';
  part regclass;
  dropped integer := 0;
BEGIN
  IF keep < 1 OR keep IS NULL THEN
    RAISE EXCEPTION 'a log keeps at least one month' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('topin.partitions', 0));
  FOR part IN
    SELECT c.oid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = log AND c.relispartition
       AND substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz <= floor
     ORDER BY 1
  LOOP
    EXECUTE format('DROP TABLE %s', part);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION private.drop_partitions(regclass, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.drop_partitions(regclass, integer) TO topin_worker;
