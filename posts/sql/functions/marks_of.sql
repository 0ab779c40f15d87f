-- The marks of words: a number for each of their beginnings of certain lengths, another one in each 1,024 stretches
-- (`part`). `longest`: of each word only that of its longest such beginning, which is what to look for: a stretch
-- without that mark holds neither the word nor one that begins with it. Few stretches have a mark by chance.
CREATE OR REPLACE FUNCTION private.marks_of(words text[], part integer, longest boolean) RETURNS integer[]
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT array_agg(DISTINCT hashtext(to_hex(part) || ':' || left(w.word, b.size)))
    FROM unnest(words) AS w (word)
   CROSS JOIN LATERAL (
    SELECT s.size FROM unnest('{1,2,3,4,5,6,7,8,11,16,24}'::integer[]) AS s (size)
     WHERE s.size <= length(w.word) ORDER BY s.size DESC LIMIT CASE WHEN longest THEN 1 END) b
$$;
REVOKE ALL ON FUNCTION private.marks_of(text[], integer, boolean) FROM PUBLIC, anon, authenticated, service_role;
