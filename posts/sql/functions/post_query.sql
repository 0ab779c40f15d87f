-- What a search of posts asks for: every word and every #tag of `q`, its last word also as the beginning of a longer
-- one. `parted`: text that becomes a tsquery, with a blank before each word for the number of a stretch; nothing in it is
-- an operator. `terms`: the words and #tags by themselves. Refuses 400 query_too_short where none has two characters.
CREATE OR REPLACE FUNCTION private.post_query(q text, OUT parted text, OUT terms text[])
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  tags text[] := private.hashtags_of(left(q, 200));
  words text[] := private.words_of(regexp_replace(left(q, 200), '#[^[:space:]#]+', ' ', 'g'));
  is_open boolean := left(q, 200) !~ '#[^[:space:]#]+[[:space:]]*$';
  asked text[];
BEGIN
  words := words[:12];
  IF coalesce((SELECT max(length(w)) FROM unnest(words || tags) w), 0) < 2 THEN
    PERFORM public.refuse(400, 'query_too_short', 'Search for at least two characters in a row.', 'q');
  END IF;
  SELECT array_agg(''' ' || w.word || '''' || CASE WHEN is_open AND w.n = cardinality(words) THEN ':*' ELSE '' END)
    INTO asked FROM unnest(words) WITH ORDINALITY AS w (word, n);
  tags := ARRAY(SELECT '#' || t.tag FROM unnest(tags) AS t (tag));
  parted := array_to_string(asked || ARRAY(SELECT ''' ' || t.tag || '''' FROM unnest(tags) AS t (tag)), '&');
  terms := words || tags;
END $$;
REVOKE ALL ON FUNCTION private.post_query(text) FROM PUBLIC, anon, authenticated, service_role;
