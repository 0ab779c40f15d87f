-- Write anew what a person is found by: their handle, its parts, and the words of their name; nothing for who does
-- not want to be found.
CREATE OR REPLACE FUNCTION private.index_person(person uuid) RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
  WITH wanted AS (
    SELECT DISTINCT w.word, floor(log(2, 1 + s.followers_count))::smallint AS popularity
    FROM public.profiles p
    JOIN public.user_settings u ON u.user_id = p.id AND u.searchable
    JOIN private.profile_stats s ON s.user_id = p.id
    CROSS JOIN LATERAL unnest(ARRAY[p.handle_key::text] || regexp_split_to_array(p.handle_key, '[_.]+')
      || private.search_words(p.display_name)) w(word)
    WHERE p.id = person AND w.word <> ''
  ), gone AS (
    DELETE FROM private.person_terms t WHERE t.user_id = person AND t.term NOT IN (SELECT word FROM wanted)
  )
  INSERT INTO private.person_terms (user_id, term, popularity) SELECT person, word, popularity FROM wanted
  ON CONFLICT (user_id, term) DO NOTHING
$$;
REVOKE ALL ON FUNCTION private.index_person(uuid) FROM PUBLIC, anon, authenticated, service_role;
