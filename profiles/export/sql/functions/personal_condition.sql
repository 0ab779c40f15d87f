-- The condition, over the ids in $1 (text[]), that finds people's rows in a table `t`, by the rule in the table's comment
-- (docs/add-an-endpoint.md); NULL where the table is not personal. A column that leads to another table than people's own
-- is followed there, by that table's rule.
CREATE OR REPLACE FUNCTION private.personal_condition(of_table regclass, depth integer DEFAULT 0) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  row_name text := 't' || coalesce(nullif(depth, 0)::text, '');
  rule text := substring(obj_description(of_table, 'pg_class') FROM '^personal: ([^;]+)');
  terms text[] := '{}';
  term text;
  type text;
  target regclass;
  key text;
BEGIN
  FOREACH term IN ARRAY regexp_split_to_array(coalesce(rule, ''), ', *') LOOP
    CONTINUE WHEN term = '';
    SELECT format_type(a.atttypid, NULL), k.confrelid::regclass, b.attname INTO type, target, key
    FROM pg_attribute a
    LEFT JOIN pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum]
    LEFT JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
    WHERE a.attrelid = of_table AND a.attname = term AND NOT a.attisdropped;
    IF type IS NULL THEN
      terms := terms || format('(%s.%s) = ANY ($1)', row_name, term);
    ELSIF target IS NULL OR target IN ('auth.users'::regclass, 'public.profiles'::regclass) THEN
      terms := terms || format('%s.%I = ANY ($1::%s[])', row_name, term, type);
    ELSE
      terms := terms || format('%s.%I IN (SELECT t%s.%I FROM %s t%s WHERE %s)', row_name, term, depth + 1, key, target,
        depth + 1, private.personal_condition(target, depth + 1));
    END IF;
  END LOOP;
  RETURN nullif(array_to_string(terms, ' OR '), '');
END $$;
REVOKE ALL ON FUNCTION private.personal_condition(regclass, integer) FROM PUBLIC, anon, authenticated, service_role;
