-- Whether a viewer likes a comment: one probe of an index, never a set.
-- inline: asked for every row of every list.
CREATE OR REPLACE FUNCTION private.has_liked_comment(viewer uuid, comment uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT true FROM public.comment_likes l WHERE l.comment_id = comment AND l.user_id = viewer), false)
$$;
REVOKE ALL ON FUNCTION private.has_liked_comment(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
