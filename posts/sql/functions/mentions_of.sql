-- The people whom a text of this author mentions as @handle, in order, 50 at most: those who exist, are not
-- suspended, have no block with the author and accept mentions from them. The author's own handle counts for nothing.
CREATE OR REPLACE FUNCTION private.mentions_of(author uuid, content text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  IF strpos(content, '@') = 0 THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(
    SELECT p.id
      FROM (SELECT lower(rtrim(m.found[1], '.') COLLATE "C") AS key, min(m.place) AS place
              FROM regexp_matches(content, '(?:^|[^0-9A-Za-z_@./])@([0-9A-Za-z_.]{3,30})', 'g')
                   WITH ORDINALITY AS m (found, place)
             GROUP BY 1) h
      JOIN public.profiles p ON p.handle_key = h.key
     WHERE p.id <> author AND private.is_active(p) AND NOT private.is_blocked_pair(author, p.id)
       AND private.accepts_mentions(p.id, author)
     ORDER BY h.place LIMIT 50);
END $$;
REVOKE ALL ON FUNCTION private.mentions_of(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
