-- Makes the partition of one month (UTC) of a log, a table partitioned by range of a time, unless it stands; returns
-- whether it was made. For jobs, and for functions that file events of that month.
-- owner: only a table's owner may give it partitions. Under FORCE it reads none of the rows.
-- dynamic: the name and the bounds are the month's.
CREATE OR REPLACE FUNCTION private.make_partition(log regclass, month date) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET timezone = 'UTC' AS $$
DECLARE
  first timestamptz := date_trunc('month', month::timestamptz);
  part text := (SELECT c.relname FROM pg_class c WHERE c.oid = log) || to_char(month, '_YYYY_MM');
BEGIN
  IF to_regclass('private.' || quote_ident(part)) IS NOT NULL THEN
    RETURN false;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('topin.partitions', 0));
  IF to_regclass('private.' || quote_ident(part)) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE private.%I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
                 part, log, first, first + interval '1 month');
  -- Reached through its parent, by the parent's policies; asked for by its own name it shows nothing.
  EXECUTE format('ALTER TABLE private.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION private.make_partition(regclass, date) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.make_partition(regclass, date) TO topin_worker;
