-- How many rows each personal table holds of somebody, by its own rule: {table: rows}, without those that hold none. For the
-- certificate of an erasure.
-- dynamic: one statement a table, made of the catalogue's names and of the rule that the owner wrote.
CREATE OR REPLACE FUNCTION private.personal_counts(person uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  of_table text;
  found bigint;
  counts jsonb := '{}';
BEGIN
  FOR of_table IN SELECT p.name FROM private.personal_tables() p WHERE p.rule LIKE 'personal: %' LOOP
    EXECUTE format('SELECT count(*) FROM %s t WHERE %s', of_table::regclass, private.personal_condition(of_table::regclass))
      INTO found USING ARRAY[person::text];
    IF found > 0 THEN
      counts := counts || jsonb_build_object(of_table, found);
    END IF;
  END LOOP;
  RETURN counts;
END $$;
REVOKE ALL ON FUNCTION private.personal_counts(uuid) FROM PUBLIC, anon, authenticated, service_role;
