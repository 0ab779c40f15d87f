-- Whether any sponsored post may run now, so that feeds ask for them at all. Campaigns belong to the sponsorship room,
-- which will answer here; before its tables stand there are none.
-- inline: a constant costs a page of the feed nothing.
CREATE OR REPLACE FUNCTION private.has_campaigns() RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT false
$$;
REVOKE ALL ON FUNCTION private.has_campaigns() FROM PUBLIC, anon, authenticated, service_role;
