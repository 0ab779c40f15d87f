-- Job: erase accounts that their owners closed 30 days ago, with all that hangs on them; returns how many.
-- definer: nobody may delete an account but by such functions.
CREATE OR REPLACE FUNCTION private.erase_closed_accounts(batch integer DEFAULT 20) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  erased integer;
BEGIN
  DELETE FROM auth.users u USING (
    SELECT c.user_id FROM private.account_closures c WHERE c.closed_at <= private.clock() - interval '30 days'
    ORDER BY c.closed_at LIMIT batch FOR UPDATE SKIP LOCKED) due
  WHERE u.id = due.user_id AND u.deleted_at IS NOT NULL;
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;
REVOKE ALL ON FUNCTION private.erase_closed_accounts(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.erase_closed_accounts(integer) TO topin_worker;
