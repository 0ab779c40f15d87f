-- The `viewer` object of a profile or a list entry, from private.relation.
-- inline: built for every row of a list.
CREATE OR REPLACE FUNCTION private.viewer_json(is_self boolean, follows boolean, followed_by boolean, mutual boolean,
  requested boolean, blocked boolean, muted boolean, liked boolean, can_message boolean) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.json_build_object('is_self', is_self, 'follows', follows, 'followed_by', followed_by,
    'mutual', mutual, 'requested', requested, 'blocked', blocked, 'muted', muted, 'liked', liked,
    'can_message', can_message)
$$;
REVOKE ALL ON FUNCTION private.viewer_json(boolean, boolean, boolean, boolean, boolean, boolean, boolean, boolean, boolean)
  FROM PUBLIC, anon, authenticated, service_role;
