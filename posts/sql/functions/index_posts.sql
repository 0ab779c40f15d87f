-- Makes the words that searches look into what they should be for these posts: none for a post that is deleted, hidden
-- or private. A trigger's and the adoption's part.
CREATE OR REPLACE FUNCTION private.index_posts(posts uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  DELETE FROM private.post_words w WHERE w.post_id = ANY (posts);
  INSERT INTO private.post_words (post_id, author_id, audience, created_at, stretch, words)
  SELECT p.id, p.author_id, p.audience, p.created_at,
         private.stretch_of(p.created_at), private.post_terms(p.content, p.hashtags)
    FROM public.posts p
   WHERE p.id = ANY (posts) AND p.deleted_at IS NULL AND p.hidden_at IS NULL AND p.audience <> 'private';
END $$;
REVOKE ALL ON FUNCTION private.index_posts(uuid[]) FROM PUBLIC, anon, authenticated, service_role;
