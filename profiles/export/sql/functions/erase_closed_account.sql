-- Job: erase an account that its owner closed 30 days ago, with all that hangs on it, and leave a certificate of what was
-- erased and what was kept why. account_hash: the keyed hash under which it can be asked for. Returns how many rows are left
-- that no rule explains (0 is right); NULL where the account is not to be erased, or another job is at it.
-- definer: nobody may delete an account but by such functions.
CREATE OR REPLACE FUNCTION private.erase_closed_account(person uuid, account_hash text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  closed timestamptz;
  held jsonb;
  rest jsonb;
  unexplained jsonb;
BEGIN
  SELECT c.closed_at INTO closed
  FROM private.account_closures c JOIN auth.users u ON u.id = c.user_id AND u.deleted_at IS NOT NULL
  WHERE c.user_id = person AND c.closed_at <= private.clock() - interval '30 days'
  FOR UPDATE OF c SKIP LOCKED;
  IF closed IS NULL THEN
    RETURN NULL;
  END IF;
  held := private.personal_counts(person);
  DELETE FROM auth.users WHERE id = person;
  -- After the account: what its end itself leaves behind goes as well.
  PERFORM private.erase_loose_rows(ARRAY[person]);
  rest := private.personal_counts(person);
  SELECT coalesce(jsonb_object_agg(t.name, rest -> t.name), '{}') INTO unexplained
  FROM private.personal_tables() t WHERE rest ? t.name AND t.rule NOT LIKE '%; kept: %';
  INSERT INTO private.erasure_certificates (account_hash, closed_at, erased_at, erased, kept, unexplained)
  VALUES (account_hash, closed, private.clock(), private.counts_less(held, rest), private.kept_with_reasons(held, rest),
    unexplained);
  RETURN (SELECT coalesce(sum(n.value::bigint), 0) FROM jsonb_each_text(unexplained) n);
END $$;
REVOKE ALL ON FUNCTION private.erase_closed_account(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.erase_closed_account(uuid, text) TO topin_worker;
