-- An entry of a list of people: UserSummary, since when, and how the viewer stands to them.
-- inline: built for every row of a list.
CREATE OR REPLACE FUNCTION private.person_json(p public.profiles, at_key text, at timestamptz, viewer json) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.json_build_object('id', p.id, 'user_handle', p.user_handle, 'display_name', p.display_name,
    'avatar_url', p.avatar_url, 'is_verified', p.is_verified, at_key, private.iso(at), 'viewer', viewer)
$$;
REVOKE ALL ON FUNCTION private.person_json(public.profiles, text, timestamptz, json) FROM PUBLIC, anon, authenticated, service_role;
