-- A person as every list and every post shows them: the UserSummary of the API, as json (private.summary_text).
-- inline: built for every row of every list.
CREATE OR REPLACE FUNCTION private.user_summary(p public.profiles) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT private.summary_text(p)::json
$$;
REVOKE ALL ON FUNCTION private.user_summary(public.profiles) FROM PUBLIC, anon, authenticated, service_role;
