-- The posts from `place` {at, id, end?} on that match `q` and that the viewer may see, of authors who let themselves be
-- found or whom the viewer follows; newest first, up to `wanted`; `near`: own or followed. What many posts have is found
-- among the newest 2,000; where those hold less, private.find_old_posts goes on: a last row without `near` then is the
-- place where it stopped. Beyond `end`, the place where an earlier reading stopped, neither looks.
CREATE OR REPLACE FUNCTION private.find_posts(viewer uuid, q text, place jsonb, wanted integer)
RETURNS TABLE (id uuid, created_at timestamptz, near boolean) LANGUAGE plpgsql STABLE ROWS 60 SET search_path = '' AS $$
DECLARE
  plain tsquery := replace((private.post_query(q)).parted, ' ', '')::tsquery;
  at timestamptz := place ->> 'at';
  post uuid := place ->> 'id';
  end_at timestamptz := coalesce(place -> 'end' ->> 'at', '-infinity');
  end_post uuid := coalesce(place -> 'end' ->> 'id', '00000000-0000-0000-0000-000000000000');
  found_already integer;
  edge record;
BEGIN
  RETURN QUERY
  SELECT w.post_id, w.created_at, v.near
    FROM (SELECT x.* FROM private.post_words x
           WHERE (x.created_at, x.post_id) <= (at, post) AND (x.created_at, x.post_id) > (end_at, end_post)
           ORDER BY x.created_at DESC, x.post_id DESC LIMIT 2000) w
   CROSS JOIN LATERAL private.post_found(viewer, w.author_id, w.audience) v
   WHERE w.words @@ plain AND v.found LIMIT wanted;
  GET DIAGNOSTICS found_already = ROW_COUNT;
  SELECT x.created_at AS at, x.post_id AS id INTO edge FROM private.post_words x
   WHERE (x.created_at, x.post_id) <= (at, post) AND (x.created_at, x.post_id) > (end_at, end_post)
     AND found_already < wanted
   ORDER BY x.created_at DESC, x.post_id DESC OFFSET 2000 LIMIT 1;
  IF FOUND THEN
    RETURN QUERY SELECT f.* FROM private.find_old_posts(viewer, q, place || to_jsonb(edge), wanted - found_already) f;
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.find_posts(uuid, text, jsonb, integer) FROM PUBLIC, anon, authenticated, service_role;
