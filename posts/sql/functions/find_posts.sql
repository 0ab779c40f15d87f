-- The newest posts, up to `wanted` of those made before `until`, that match `asked` (of private.post_query) and that the
-- viewer may see, of authors who let themselves be found or whom the viewer follows; `near`: own or followed. What many
-- posts have is found among the newest 2,000; beyond them the index is asked for one stretch of time after the other,
-- until there are enough: what is read grows with what is shown, not with the posts there are. After 500 matches there
-- it looks no further, however few of them may be shown.
CREATE OR REPLACE FUNCTION private.find_posts(viewer uuid, asked text, until timestamptz, wanted integer)
RETURNS TABLE (id uuid, created_at timestamptz, near boolean) LANGUAGE plpgsql STABLE ROWS 60 SET search_path = '' AS $$
DECLARE
  plain tsquery := replace(asked, ' ', '')::tsquery;
  found_already bigint;
  edge record;
BEGIN
  RETURN QUERY
  SELECT w.post_id, w.created_at, v.near
    FROM (SELECT x.* FROM private.post_words x WHERE x.created_at < until
           ORDER BY x.created_at DESC, x.post_id DESC LIMIT 2000) w
   CROSS JOIN LATERAL private.post_found(viewer, w.author_id, w.audience) v
   WHERE w.words @@ plain AND v.found LIMIT wanted;
  GET DIAGNOSTICS found_already = ROW_COUNT;
  SELECT x.created_at, x.post_id INTO edge FROM private.post_words x WHERE x.created_at < until AND found_already < wanted
   ORDER BY x.created_at DESC, x.post_id DESC OFFSET 1999 LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT m.post_id, m.created_at, v.near
    FROM (SELECT w.* FROM unnest(private.parted_queries(asked, edge.created_at)) AS s (query)
           CROSS JOIN LATERAL (SELECT x.* FROM private.post_words x
             WHERE private.parted_words(x.words, x.stretch) @@ s.query
               AND (x.created_at, x.post_id) < (edge.created_at, edge.post_id)
             ORDER BY x.created_at DESC, x.post_id DESC) w LIMIT 500) m
   CROSS JOIN LATERAL private.post_found(viewer, m.author_id, m.audience) v
   WHERE v.found LIMIT wanted - found_already;
END $$;
REVOKE ALL ON FUNCTION private.find_posts(uuid, text, timestamptz, integer) FROM PUBLIC, anon, authenticated, service_role;
