-- Erases what belongs to people and does not go with their account by itself: rows that a rule finds by what is no foreign
-- key. What a rule says is kept stays. For the erasure; returns how many rows.
-- dynamic: one statement a table, made of the catalogue's names and of the rule that the owner wrote.
CREATE OR REPLACE FUNCTION private.erase_loose_rows(people uuid[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  loose text;
  touched bigint;
  total bigint := 0;
BEGIN
  FOR loose IN
    SELECT p.name FROM private.personal_tables() p
    WHERE p.rule LIKE 'personal: %' AND p.rule NOT LIKE '%; kept: %' AND p.name <> 'auth.users' AND EXISTS (
      SELECT FROM regexp_split_to_table(substring(p.rule FROM '^personal: ([^;]+)'), ', *') term
      WHERE NOT EXISTS (
        SELECT FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
        WHERE k.conrelid = p.name::regclass AND k.contype = 'f' AND a.attname = term))
  LOOP
    EXECUTE format('DELETE FROM %s t WHERE %s', loose::regclass, private.personal_condition(loose::regclass))
      USING ARRAY(SELECT unnest(people)::text);
    GET DIAGNOSTICS touched = ROW_COUNT;
    total := total + touched;
  END LOOP;
  RETURN total;
END $$;
REVOKE ALL ON FUNCTION private.erase_loose_rows(uuid[]) FROM PUBLIC, anon, authenticated, service_role;
