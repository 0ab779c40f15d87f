-- Up to 60 people with a word one typing error away from `word`: a letter that is wrong, missing, one too many, or two
-- that are swapped, behind the first two. Only the 2,000 most popular of those who share what stands before are looked
-- at, so it costs the same at any size; and only for words of 4 letters on, as shorter ones are near to too many.
CREATE OR REPLACE FUNCTION private.people_by_typo(word text)
RETURNS TABLE (id uuid, popularity smallint)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  near text[];
BEGIN
  IF length(word) < 4 THEN
    RETURN;
  END IF;
  SELECT array_agg(DISTINCT p.pattern) INTO near
    FROM generate_series(2, length(word)) i
   CROSS JOIN LATERAL (SELECT replace(left(word, i), '_', '\_') AS before, substr(word, i + 1, 1) AS letter,
           substr(word, i + 2, 1) AS following, replace(substr(word, i + 2), '_', '\_') AS rest) w
   CROSS JOIN LATERAL (VALUES (w.before || '_' || w.rest), (w.before || w.rest),
     (w.before || '_' || replace(w.letter, '_', '\_') || w.rest),
     (w.before || replace(w.following || w.letter || substr(word, i + 3), '_', '\_'))) p (pattern);
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
