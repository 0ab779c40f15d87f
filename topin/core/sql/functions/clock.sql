-- The time that rules go by: the transaction's, unless the setting topin.now says otherwise. Only a role
-- that may set it by hand can do so (tests, a rehearsal of a job); no app's caller reaches SQL.
-- inline: rules ask for it in every request.
CREATE OR REPLACE FUNCTION private.clock() RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(pg_catalog.current_setting('topin.now', true), '')::pg_catalog.timestamptz, pg_catalog.now())
$$;
REVOKE ALL ON FUNCTION private.clock() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.clock() TO anon, authenticated, topin_auth, topin_worker, topin_staff;
