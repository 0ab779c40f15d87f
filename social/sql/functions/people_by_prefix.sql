-- Up to 150 people with a word that starts with `word`: the most popular, the nearest to the word itself, and those
-- among the 100 whom the viewer followed last. Each part reads a bounded stretch of one index, at any size.
-- The order names the whole key of the index: under row level security the planner does not trust left() enough to
-- see that the first column is fixed, and would sort all that has the prefix.
CREATE OR REPLACE FUNCTION private.people_by_prefix(viewer uuid, word text)
RETURNS TABLE (id uuid, popularity smallint)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  beyond text := word || chr(1114111);
BEGIN
  IF length(word) = 2 THEN
    RETURN QUERY SELECT t.user_id, t.popularity FROM private.person_terms t WHERE left(t.term, 2) = word
      ORDER BY left(t.term, 2), t.popularity DESC, t.user_id LIMIT 60;
  ELSE
    RETURN QUERY SELECT w.user_id, w.popularity FROM (
      SELECT t.user_id, t.popularity, t.term FROM private.person_terms t WHERE left(t.term, 3) = left(word, 3)
      ORDER BY left(t.term, 3), t.popularity DESC, t.user_id LIMIT 2000) w
    WHERE w.term >= word COLLATE "C" AND w.term < beyond COLLATE "C" LIMIT 60;
  END IF;
  RETURN QUERY SELECT t.user_id, t.popularity FROM private.person_terms t
    WHERE t.term >= word AND t.term < beyond ORDER BY t.term, t.user_id LIMIT 60;
  RETURN QUERY SELECT t.user_id, t.popularity
    FROM (SELECT f.following_id FROM public.followers f WHERE f.follower_id = viewer
          ORDER BY f.created_at DESC, f.following_id DESC LIMIT 100) f
    JOIN private.person_terms t ON t.user_id = f.following_id AND t.term >= word AND t.term < beyond LIMIT 30;
END $$;
REVOKE ALL ON FUNCTION private.people_by_prefix(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
