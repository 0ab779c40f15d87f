-- The words of a text as searches of posts store and look for them, in order: one form of each letter, small, parted by
-- blanks and punctuation (private.fold_text), at most 500 characters each (a tsvector takes 2,046 bytes).
CREATE OR REPLACE FUNCTION private.words_of(content text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
DECLARE
  plain text := translate(lower(private.fold_text(content)),
                          E'!"#$%&\'()*+,-./:;<=>?@[\\]^`{|}~\t\r\n', repeat(' ', 34));
  words text[] := array_remove(string_to_array(plain, ' '), '');
BEGIN
  IF octet_length(plain) > 2000 THEN
    RETURN ARRAY(SELECT left(w.word, 500) FROM unnest(words) WITH ORDINALITY AS w (word, n) ORDER BY w.n);
  END IF;
  RETURN words;
END $$;
REVOKE ALL ON FUNCTION private.words_of(text) FROM PUBLIC, anon, authenticated, service_role;
