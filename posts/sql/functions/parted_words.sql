-- What a post is found by in the index: each of its words behind the number of its stretch of time. So the posts of one
-- stretch with a word, or the beginning of one, are asked for by themselves.
-- Written as the index post_words_parted has it (tables.sql), which is used for no other wording.
-- inline: the index is found by it.
CREATE OR REPLACE FUNCTION private.parted_words(words tsvector, stretch integer) RETURNS tsvector
LANGUAGE sql IMMUTABLE AS $$
  SELECT replace(' ' || words::text, ' ''', ' ''' || to_hex(stretch) || ':')::tsvector
$$;
REVOKE ALL ON FUNCTION private.parted_words(tsvector, integer) FROM PUBLIC, anon, authenticated, service_role;
