-- An export as its owner sees it; Python adds the link to a ready one. status is none where there is no export.
CREATE OR REPLACE FUNCTION private.export_json(export private.data_exports) RETURNS json
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT json_build_object(
    'id', export.id, 'status', coalesce(export.status, 'none'), 'created_at', private.iso(export.created_at),
    'finished_at', private.iso(export.finished_at), 'expires_at', private.iso(export.expires_at), 'bytes', export.bytes)
$$;
REVOKE ALL ON FUNCTION private.export_json(private.data_exports) FROM PUBLIC, anon, authenticated, service_role;
