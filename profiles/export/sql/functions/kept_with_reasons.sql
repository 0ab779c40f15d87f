-- Of counts of private.personal_counts before and after an erasure those of tables whose rule says what is kept there:
-- {table: {rows that still name the account, why}}.
CREATE OR REPLACE FUNCTION private.kept_with_reasons(held jsonb, rest jsonb) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce(jsonb_object_agg(t.name, jsonb_build_object('rows', coalesce(rest -> t.name, '0'),
    'why', substring(t.rule FROM '; kept: (.*)$'))), '{}')
  FROM private.personal_tables() t WHERE (held || rest) ? t.name AND t.rule LIKE '%; kept: %'
$$;
REVOKE ALL ON FUNCTION private.kept_with_reasons(jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
