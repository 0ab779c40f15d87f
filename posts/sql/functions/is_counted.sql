-- Whether a post stands in its author's public count of posts: what others can never see is not counted.
-- inline: asked for every row of a bulk load.
CREATE OR REPLACE FUNCTION private.is_counted(p public.posts) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT p.deleted_at IS NULL AND p.hidden_at IS NULL AND p.audience <> 'private'
$$;
REVOKE ALL ON FUNCTION private.is_counted(public.posts) FROM PUBLIC, anon, authenticated, service_role;
