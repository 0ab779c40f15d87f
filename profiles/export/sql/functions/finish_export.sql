-- Job: an export is made and holds so many bytes; it can be fetched for a week. False where its account has gone meanwhile.
-- definer: nobody may write exports but by such functions.
CREATE OR REPLACE FUNCTION private.finish_export(export uuid, size bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE private.data_exports SET status = 'ready', bytes = size, finished_at = private.clock(),
    expires_at = private.clock() + interval '7 days'
  WHERE id = export AND status = 'running' AND user_id IS NOT NULL;
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION private.finish_export(uuid, bigint) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.finish_export(uuid, bigint) TO topin_worker;
