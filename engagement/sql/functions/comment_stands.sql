-- Whether a comment stands in the counts of what it is below: neither deleted nor hidden, by
-- moderation or by the author of the post.
-- inline: asked for every row of a bulk load.
CREATE OR REPLACE FUNCTION private.comment_stands(c public.comments) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT c.deleted_at IS NULL AND c.hidden_at IS NULL AND c.hidden_by_author_at IS NULL
$$;
REVOKE ALL ON FUNCTION private.comment_stands(public.comments) FROM PUBLIC, anon, authenticated, service_role;
