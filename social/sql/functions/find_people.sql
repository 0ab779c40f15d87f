-- People whom a search finds, best first by (tier, popularity, id): tier 0 has the very handle, 1 the viewer follows,
-- 2 are the others. Every word must start a word of theirs; where nobody has them, the longest may have a typing error.
-- Blocks and suspensions are the caller's to leave out.
-- Refuses 400 query_too_short for less than 2 characters in a row.
CREATE OR REPLACE FUNCTION private.find_people(viewer uuid, q text)
RETURNS TABLE (id uuid, tier smallint, popularity smallint)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  words text[] := private.search_words(q);
  longest text := (SELECT w FROM unnest(words) w ORDER BY length(w) DESC, w LIMIT 1);
  others text[] := array_remove(words, longest);
  mistyped boolean;
BEGIN
  IF length(longest) < 2 OR longest IS NULL THEN
    PERFORM public.refuse(400, 'query_too_short', 'Search for at least two letters or digits.', 'q');
  END IF;
  FOREACH mistyped IN ARRAY '{false,true}'::boolean[] LOOP
    RETURN QUERY
    SELECT c.id, (CASE WHEN c.id = (SELECT p.id FROM public.profiles p WHERE p.handle_key = longest) THEN 0
        WHEN coalesce((SELECT true FROM public.followers f WHERE f.follower_id = viewer AND f.following_id = c.id), false)
        THEN 1 ELSE 2 END)::smallint AS tier, c.popularity
    FROM (SELECT h.id, max(h.popularity) AS popularity FROM (
        SELECT b.* FROM private.people_by_prefix(viewer, longest) b WHERE NOT mistyped
        UNION ALL SELECT b.* FROM private.people_by_typo(longest) b WHERE mistyped) h GROUP BY h.id) c
    WHERE NOT EXISTS (
      SELECT FROM unnest(others) w WHERE NOT EXISTS (
        SELECT FROM private.person_terms t
        WHERE t.user_id = c.id AND t.term >= w COLLATE "C" AND t.term < (w || chr(1114111)) COLLATE "C"))
    ORDER BY tier, c.popularity DESC, c.id;
    EXIT WHEN FOUND;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION private.find_people(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
