-- Makes the words that searches look into what they should be for these posts: none for a post that is deleted, hidden
-- or private. What comes to an earlier stretch of time brings marks of its own. A trigger's and the adoption's part.
CREATE OR REPLACE FUNCTION private.index_posts(posts uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  DELETE FROM private.post_words w WHERE w.post_id = ANY (posts);
  WITH indexed AS (
    INSERT INTO private.post_words (post_id, author_id, audience, created_at, stretch, words)
    SELECT p.id, p.author_id, p.audience, p.created_at,
           private.stretch_of(p.created_at), private.post_terms(p.content, p.hashtags)
      FROM public.posts p
     WHERE p.id = ANY (posts) AND p.deleted_at IS NULL AND p.hidden_at IS NULL AND p.audience <> 'private'
    RETURNING post_words.stretch, post_words.words)
  INSERT INTO private.stretch_marks (stretch, marks)
  SELECT i.stretch, private.marks_of(array_agg(t.word), i.stretch / 1024, false)
    FROM indexed i CROSS JOIN LATERAL unnest(tsvector_to_array(i.words)) AS t (word)
   WHERE i.stretch < private.stretch_of(now()) GROUP BY i.stretch;
END $$;
REVOKE ALL ON FUNCTION private.index_posts(uuid[]) FROM PUBLIC, anon, authenticated, service_role;
