-- Job: erase accounts that their owners closed 30 days ago, with all that hangs on them; returns how many.
-- definer: nobody may delete an account but by such functions.
CREATE OR REPLACE FUNCTION private.erase_closed_accounts(batch integer DEFAULT 20) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  due uuid[];
BEGIN
  due := ARRAY(
    SELECT c.user_id FROM private.account_closures c JOIN auth.users u ON u.id = c.user_id AND u.deleted_at IS NOT NULL
    WHERE c.closed_at <= private.clock() - interval '30 days'
    ORDER BY c.closed_at LIMIT batch FOR UPDATE OF c SKIP LOCKED);
  DELETE FROM auth.users WHERE id = ANY (due);
  -- After the accounts: what their end itself leaves behind goes as well.
  IF cardinality(due) > 0 THEN
    PERFORM private.erase_loose_rows(due);
  END IF;
  RETURN cardinality(due);
END $$;
REVOKE ALL ON FUNCTION private.erase_closed_accounts(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.erase_closed_accounts(integer) TO topin_worker;
