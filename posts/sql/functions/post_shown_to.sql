-- Whom a post is shown to, as its author's counts tell them apart: public, followers, mutuals; `own` for what is private
-- or hidden by moderation; NULL once it is deleted.
-- inline: asked for every row of a bulk load.
CREATE OR REPLACE FUNCTION private.post_shown_to(p public.posts) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p.deleted_at IS NOT NULL THEN NULL
    WHEN p.hidden_at IS NOT NULL OR p.audience = 'private' THEN 'own' ELSE p.audience END
$$;
REVOKE ALL ON FUNCTION private.post_shown_to(public.posts) FROM PUBLIC, anon, authenticated, service_role;
