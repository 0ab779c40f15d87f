-- The newest posts, up to `wanted` of those made before `until`, that match `asked` and that the viewer may see, of
-- authors who let themselves be found or whom the viewer follows; `near`: own or followed. First among the newest 2,000
-- posts, then 10,000; only what is rarer than a page in those is asked of the index, whose matches are then few.
CREATE OR REPLACE FUNCTION private.find_posts(viewer uuid, asked tsquery, until timestamptz, wanted integer)
RETURNS TABLE (id uuid, created_at timestamptz, near boolean) LANGUAGE plpgsql STABLE ROWS 60 SET search_path = '' AS $$
DECLARE
  stretch integer;
  posts uuid[];
BEGIN
  FOREACH stretch IN ARRAY '{2000,10000}'::integer[] LOOP
    posts := ARRAY(
      SELECT w.post_id
        FROM (SELECT x.* FROM private.post_words x WHERE x.created_at < until
               ORDER BY x.created_at DESC, x.post_id DESC LIMIT stretch) w
       CROSS JOIN LATERAL private.post_found(viewer, w.author_id, w.audience) v
       WHERE w.words @@ asked AND v.found LIMIT wanted);
    EXIT WHEN cardinality(posts) >= CASE stretch WHEN 2000 THEN wanted ELSE 20 END;
  END LOOP;
  IF cardinality(posts) < 20 THEN
    WITH matching AS MATERIALIZED (
      SELECT x.* FROM private.post_words x WHERE x.words @@ asked AND x.created_at < until)
    SELECT coalesce(array_agg(f.post_id), '{}') INTO posts FROM (
      SELECT w.post_id FROM (SELECT m.* FROM matching m ORDER BY m.created_at DESC, m.post_id DESC OFFSET 0) w
       CROSS JOIN LATERAL private.post_found(viewer, w.author_id, w.audience) v
       WHERE v.found LIMIT wanted) f;
  END IF;
  RETURN QUERY
  SELECT w.post_id, w.created_at, w.author_id = viewer OR coalesce(
           (SELECT true FROM public.followers f WHERE f.follower_id = viewer AND f.following_id = w.author_id), false)
    FROM unnest(posts) AS i (id) JOIN private.post_words w ON w.post_id = i.id;
END $$;
REVOKE ALL ON FUNCTION private.find_posts(uuid, tsquery, timestamptz, integer) FROM PUBLIC, anon, authenticated, service_role;
