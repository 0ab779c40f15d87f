-- Job: the exports whose files are to be deleted: a week old, failed, or of an account that is gone.
-- definer: nobody reads exports but by such functions.
CREATE OR REPLACE FUNCTION private.ended_exports() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT ARRAY(
    SELECT id FROM private.data_exports
    WHERE expires_at <= private.clock() OR (status <> 'running' AND user_id IS NULL)
      OR (status = 'failed' AND finished_at <= private.clock() - interval '7 days')
    ORDER BY created_at LIMIT 500)
$$;
REVOKE ALL ON FUNCTION private.ended_exports() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.ended_exports() TO topin_worker;
