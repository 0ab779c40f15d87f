-- Whether a viewer likes a post: one probe of an index, never a set.
-- inline: asked for every row of every list.
CREATE OR REPLACE FUNCTION private.has_liked(viewer uuid, post uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT true FROM public.likes l WHERE l.post_id = post AND l.user_id = viewer), false)
$$;
REVOKE ALL ON FUNCTION private.has_liked(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
