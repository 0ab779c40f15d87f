-- The spellings with one more or one other letter than `word`, from its third letter on, that the terms of people go on
-- with: behind each of its beginnings each letter that one of them has there, found by one look into the index each,
-- 400 at most. However many people share a beginning, none of its spellings is missed. And those with one letter less,
-- or two swapped. Whether somebody has the spelling is left to the caller.
CREATE OR REPLACE FUNCTION private.corrections_of(word text) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  spellings text[] := ARRAY(
    SELECT unnest(ARRAY[left(word, i) || substr(word, i + 2),
                        left(word, i) || substr(word, i + 2, 1) || substr(word, i + 1, 1) || substr(word, i + 3)])
      FROM generate_series(2, length(word) - 1) i);
  beginning text;
  beyond text;
  letter text;
BEGIN
  FOR i IN 2..length(word) LOOP
    beginning := left(word, i);
    beyond := beginning || chr(1);
    WHILE cardinality(spellings) < 800 LOOP
      SELECT substr(t.term, i + 1, 1) INTO letter FROM private.person_terms t
       WHERE t.term >= beyond COLLATE "C" AND t.term < (beginning || chr(1114111)) COLLATE "C"
       ORDER BY t.term LIMIT 1;
      EXIT WHEN NOT FOUND;
      spellings := spellings || (beginning || letter || substr(word, i + 2)) || (beginning || letter || substr(word, i + 1));
      beyond := beginning || letter || chr(1114111);
    END LOOP;
  END LOOP;
  RETURN spellings;
END $$;
REVOKE ALL ON FUNCTION private.corrections_of(text) FROM PUBLIC, anon, authenticated, service_role;
