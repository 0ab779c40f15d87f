-- One mention: UserSummary, and the handle by which the text names them, which may have changed since.
-- inline: built for every mention of every list.
CREATE OR REPLACE FUNCTION private.mention_json(p public.profiles, handle text) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.json_build_object('id', p.id, 'user_handle', p.user_handle, 'display_name', p.display_name,
    'avatar_url', p.avatar_url, 'is_verified', p.is_verified, 'mentioned_as', coalesce(handle, p.handle_key))
$$;
REVOKE ALL ON FUNCTION private.mention_json(public.profiles, text) FROM PUBLIC, anon, authenticated, service_role;
