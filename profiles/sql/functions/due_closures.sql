-- Job: accounts that their owners closed 30 days ago, the longest closed first.
-- definer: the worker has no right on closures.
CREATE OR REPLACE FUNCTION private.due_closures(batch integer) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT ARRAY(
    SELECT c.user_id FROM private.account_closures c JOIN auth.users u ON u.id = c.user_id AND u.deleted_at IS NOT NULL
    WHERE c.closed_at <= private.clock() - interval '30 days'
    ORDER BY c.closed_at LIMIT batch)
$$;
REVOKE ALL ON FUNCTION private.due_closures(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.due_closures(integer) TO topin_worker;
