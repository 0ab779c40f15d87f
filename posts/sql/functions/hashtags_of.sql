-- The hashtags of a text, lower-case and in one form (private.fold_text), each once, in the order of their first
-- appearance, 30 at most. A tag is letters of any script, digits and underscores, not digits alone, and does not begin inside
-- a word.
CREATE OR REPLACE FUNCTION private.hashtags_of(content text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
BEGIN
  IF strpos(content, '#') = 0 AND strpos(content, E'\uFF03') = 0 THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(
    SELECT t.tag
      FROM (SELECT DISTINCT ON (lower(m.found[1])) lower(m.found[1]) AS tag, m.place
              FROM regexp_matches(private.fold_text(content),
                     '(?:^|[^0-9A-Za-z_#&/\u00C0-\u1FFF\u2C00-\u2DFF\u3005-\u3007\u3031-\uD7FF\U00020000-\U0003FFFF])'
                     '#([0-9A-Za-z_\u00C0-\u1FFF\u2C00-\u2DFF\u3005-\u3007\u3031-\uD7FF\U00020000-\U0003FFFF]{1,64})',
                     'g') WITH ORDINALITY AS m (found, place)
             WHERE m.found[1] !~ '^[0-9_]+$'
             ORDER BY lower(m.found[1]), m.place) t
     ORDER BY t.place LIMIT 30);
END $$;
REVOKE ALL ON FUNCTION private.hashtags_of(text) FROM PUBLIC, anon, authenticated, service_role;
