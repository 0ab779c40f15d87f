-- One person's rows of one table as JSON, by the rule in the table's comment and without the columns that it names; no row
-- where the table is not personal. For the export's job.
-- definer: a person's rows lie in tables that the worker has no right on; this reads by the rule alone.
-- dynamic: one statement a table, made of the catalogue's names and of the rule that the owner wrote.
CREATE OR REPLACE FUNCTION private.export_rows(person uuid, of_table text) RETURNS SETOF json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  condition text := private.personal_condition(of_table::regclass);
  rule text := obj_description(of_table::regclass, 'pg_class');
  hidden text[] := regexp_split_to_array(coalesce(substring(rule FROM '; without ([^;]+)'), ''), ', *');
  columns text;
BEGIN
  IF condition IS NULL THEN
    RETURN;
  END IF;
  SELECT string_agg(format('t.%I', attname), ', ' ORDER BY attnum) INTO columns
  FROM pg_attribute
  WHERE attrelid = of_table::regclass AND attnum > 0 AND NOT attisdropped AND attname <> ALL (hidden);
  RETURN QUERY EXECUTE format('SELECT row_to_json(r) FROM (SELECT %s FROM %s t WHERE %s) r',
    columns, of_table::regclass, condition) USING ARRAY[person::text];
END $$;
REVOKE ALL ON FUNCTION private.export_rows(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.export_rows(uuid, text) TO topin_worker;
