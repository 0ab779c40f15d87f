-- What is gone between two counts of private.personal_counts: {table: rows}.
CREATE OR REPLACE FUNCTION private.counts_less(held jsonb, rest jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT coalesce(jsonb_object_agg(h.key, h.value::bigint - coalesce((rest ->> h.key)::bigint, 0)), '{}')
  FROM jsonb_each_text(held) h
  WHERE h.value::bigint > coalesce((rest ->> h.key)::bigint, 0)
$$;
REVOKE ALL ON FUNCTION private.counts_less(jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
