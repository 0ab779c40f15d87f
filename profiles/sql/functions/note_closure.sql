-- Remember that an account was closed by its owner, so that it is erased when its 30 days are over.
-- definer: the account service has no right of its own on this table.
CREATE OR REPLACE FUNCTION private.note_closure(person uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO private.account_closures (user_id, closed_at) VALUES (person, private.clock()) ON CONFLICT DO NOTHING
$$;
REVOKE ALL ON FUNCTION private.note_closure(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.note_closure(uuid) TO topin_auth;
