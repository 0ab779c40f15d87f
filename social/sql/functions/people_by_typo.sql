-- Up to 270 people with a word one typing error away from `word`: a letter that is wrong, missing, one too many, or two
-- that are swapped. Looked at are those who share all behind the first two letters (or what an error there leaves of it),
-- who share the last four, or the first two or three letters: of each the 2,000 most popular, so it costs the same at any
-- size; and, most popular or not, who has one of private.corrections_of the word. Only for words of 4 letters on, as
-- shorter ones are near to too many.
CREATE OR REPLACE FUNCTION private.people_by_typo(word text)
RETURNS TABLE (id uuid, popularity smallint)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  tail text;
  near text[];
BEGIN
  IF length(word) < 4 THEN
    RETURN;
  END IF;
  SELECT array_agg(DISTINCT p.pattern) INTO near
    FROM generate_series(0, length(word)) i
   CROSS JOIN LATERAL (SELECT replace(left(word, i), '_', '\_') AS before, substr(word, i + 1, 1) AS letter,
           substr(word, i + 2, 1) AS following, replace(substr(word, i + 2), '_', '\_') AS rest) w
   CROSS JOIN LATERAL (VALUES (w.before || '_' || w.rest), (w.before || w.rest),
     (w.before || '_' || replace(w.letter, '_', '\_') || w.rest),
     (w.before || replace(w.following || w.letter || substr(word, i + 3), '_', '\_'))) p (pattern);
  FOREACH tail IN ARRAY ARRAY[substr(word, 3), substr(word, 2), substr(word, 4), substr(word, 2, 1) || substr(word, 4)] LOOP
    RETURN QUERY SELECT w.user_id, w.popularity FROM (
      SELECT t.user_id, t.popularity, t.term FROM private.person_terms t WHERE substr(t.term, 3) = tail
      ORDER BY substr(t.term, 3), t.popularity DESC, t.user_id LIMIT 2000) w
    WHERE w.term LIKE ANY (near) LIMIT 30;
  END LOOP;
  RETURN QUERY SELECT w.user_id, w.popularity FROM (
    SELECT t.user_id, t.popularity, t.term FROM private.person_terms t WHERE right(t.term, 4) = right(word, 4)
    ORDER BY right(t.term, 4), t.popularity DESC, t.user_id LIMIT 2000) w
  WHERE w.term LIKE ANY (near) LIMIT 30;
  RETURN QUERY SELECT w.user_id, w.popularity FROM unnest(private.corrections_of(word)) AS c (spelling)
    CROSS JOIN LATERAL (
      SELECT t.user_id, t.popularity FROM private.person_terms t
       WHERE t.term = c.spelling AND t.term <> word ORDER BY t.term, t.user_id LIMIT 30) w LIMIT 60;
  RETURN QUERY SELECT w.user_id, w.popularity FROM (
    SELECT t.user_id, t.popularity, t.term FROM private.person_terms t WHERE left(t.term, 3) = left(word, 3)
    ORDER BY left(t.term, 3), t.popularity DESC, t.user_id LIMIT 2000) w
  WHERE length(w.term) BETWEEN length(word) - 1 AND length(word) + 1 AND w.term LIKE ANY (near) LIMIT 30;
  RETURN QUERY SELECT w.user_id, w.popularity FROM (
    SELECT t.user_id, t.popularity, t.term FROM private.person_terms t WHERE left(t.term, 2) = left(word, 2)
    ORDER BY left(t.term, 2), t.popularity DESC, t.user_id LIMIT 2000) w
  WHERE length(w.term) BETWEEN length(word) - 1 AND length(word) + 1 AND w.term LIKE ANY (near) LIMIT 30;
END $$;
REVOKE ALL ON FUNCTION private.people_by_typo(text) FROM PUBLIC, anon, authenticated, service_role;
