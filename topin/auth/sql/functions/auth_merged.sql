-- Metadata with changes: merged at the top level, null drops a key.
CREATE OR REPLACE FUNCTION private.auth_merged(metadata jsonb, changes jsonb)
RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
    SELECT coalesce(metadata, '{}') - coalesce(array_agg(key) FILTER (WHERE value = 'null'), '{}')
        || coalesce(jsonb_object_agg(key, value) FILTER (WHERE value <> 'null'), '{}')
    FROM jsonb_each(changes)
$$;
REVOKE ALL ON FUNCTION private.auth_merged(jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_merged(jsonb, jsonb) TO topin_auth;
