-- What a post is found by: its words, and its hashtags with their #.
-- inline: asked for every row of a bulk load.
CREATE OR REPLACE FUNCTION private.post_terms(content text, hashtags text[]) RETURNS tsvector
LANGUAGE sql STABLE AS $$
  SELECT array_to_tsvector(private.words_of(content)
    || string_to_array('#' || array_to_string(nullif(hashtags, '{}'), ' #'), ' '))
$$;
REVOKE ALL ON FUNCTION private.post_terms(text, text[]) FROM PUBLIC, anon, authenticated, service_role;
