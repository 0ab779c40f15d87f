-- Whether an account was closed by its owner and is still to be had back: the 30 days until it is erased.
-- definer: the account service has no right of its own on closures.
CREATE OR REPLACE FUNCTION private.may_reopen(person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM private.account_closures c
    WHERE c.user_id = person AND c.closed_at > private.clock() - interval '30 days')
$$;
REVOKE ALL ON FUNCTION private.may_reopen(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.may_reopen(uuid) TO topin_auth;
