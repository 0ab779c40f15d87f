-- Whether a viewer likes a post. Likes belong to the engagement room: its likes table is what this will ask;
-- before that table stands nobody can have liked anything.
-- inline: asked for every row of every list.
CREATE OR REPLACE FUNCTION private.has_liked(viewer uuid, post uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT false
$$;
REVOKE ALL ON FUNCTION private.has_liked(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
