-- A person as every list and every post shows them: the UserSummary of the API.
-- inline: built for every row of every list.
CREATE OR REPLACE FUNCTION private.user_summary(p public.profiles) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.json_build_object('id', p.id, 'user_handle', p.user_handle, 'display_name', p.display_name,
    'avatar_url', p.avatar_url, 'is_verified', p.is_verified)
$$;
REVOKE ALL ON FUNCTION private.user_summary(public.profiles) FROM PUBLIC, anon, authenticated, service_role;
