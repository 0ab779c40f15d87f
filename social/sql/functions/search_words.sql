-- The words of a text as they are stored and looked for: one form of each letter, small, without punctuation
-- (a handle's dot and underscore stay), at most 12 of at most 40 characters, each once.
CREATE OR REPLACE FUNCTION private.search_words(given text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
  SELECT coalesce(array_agg(w.word ORDER BY w.n) FILTER (WHERE w.n <= 12), '{}') FROM (
    SELECT left(t.word, 40) AS word, min(t.n) AS n
    FROM string_to_table(translate(lower(private.fold_text(left(given, 200))),
      E'!"#$%&\'()*+,-/:;<=>?@[\\]^`{|}~\t\r\n', repeat(' ', 33)), ' ') WITH ORDINALITY t(word, n)
    WHERE btrim(t.word, '_.') <> '' GROUP BY 1) w
$$;
REVOKE ALL ON FUNCTION private.search_words(text) FROM PUBLIC, anon, authenticated, service_role;
