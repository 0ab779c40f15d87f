-- The people whom a text of this author mentions as @handle, in order, 50 at most, as [{id, handle}]: those who exist (also
-- by a handle given up within 14 days), are not suspended, have no block with the author and accept mentions from them. The
-- author's own handle counts for nothing.
-- `known` ({handle: id}) are those whom an earlier wording mentioned: a handle in it goes on meaning whom it meant, whoever
-- has taken another name, or that one, since.
CREATE OR REPLACE FUNCTION private.mentions_of(author uuid, content text, known jsonb DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  IF strpos(content, '@') = 0 THEN
    RETURN '[]';
  END IF;
  RETURN coalesce((
    SELECT jsonb_agg(jsonb_build_object('id', w.id, 'handle', w.key) ORDER BY w.place)
      FROM (SELECT p.id, min(h.place) AS place, (array_agg(h.key ORDER BY h.place))[1] AS key
              FROM (SELECT lower(rtrim(m.found[1], '.') COLLATE "C") AS key, min(m.place) AS place
                      FROM regexp_matches(content, '(?<![0-9A-Za-z_@/])@([0-9A-Za-z_.]{3,})', 'g')
                           WITH ORDINALITY AS m (found, place)
                     GROUP BY 1) h
              JOIN public.profiles p
                ON p.id = coalesce((known ->> h.key)::uuid, private.find_handle(h.key))
             WHERE p.id <> author AND private.is_active(p) AND NOT private.is_blocked_pair(author, p.id)
               AND private.accepts_mentions(p.id, author)
             GROUP BY p.id ORDER BY 2 LIMIT 50) w), '[]');
END $$;
REVOKE ALL ON FUNCTION private.mentions_of(uuid, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
