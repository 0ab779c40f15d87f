-- Forget that an account was closed by its owner, who is back; false where it was not, or is to be erased now.
-- definer: the account service has no right of its own on closures.
CREATE OR REPLACE FUNCTION private.withdraw_closure(person uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  DELETE FROM private.account_closures c
  WHERE c.user_id = person AND c.closed_at > private.clock() - interval '30 days';
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION private.withdraw_closure(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.withdraw_closure(uuid) TO topin_auth;
