-- Makes the partitions of this month and the next ones for every log: each table of ours that is partitioned by range
-- of one time. Returns how many it made. Run by a job, and at the end of every sync.
CREATE OR REPLACE FUNCTION private.ensure_partitions(ahead integer DEFAULT 3) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  this_month date := date_trunc('month', private.clock() AT TIME ZONE 'UTC');
BEGIN
  RETURN (
    SELECT count(*) FILTER (WHERE private.make_partition(p.partrelid, (this_month + n * interval '1 month')::date))
      FROM pg_partitioned_table p
      JOIN pg_class c ON c.oid = p.partrelid AND c.relnamespace IN ('public'::regnamespace, 'private'::regnamespace)
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0] AND a.atttypid = 'timestamptz'::regtype
      CROSS JOIN generate_series(0, ahead) n
     WHERE p.partstrat = 'r' AND p.partnatts = 1);
END $$;
REVOKE ALL ON FUNCTION private.ensure_partitions(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.ensure_partitions(integer) TO topin_worker;
