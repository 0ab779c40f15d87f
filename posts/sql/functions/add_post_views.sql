-- Records views of posts, set-based: each counts once a viewer and UTC day, in post_views and on the post's counter.
-- `views` is an array of {post_id, viewer_id, viewer_key, seen_at}: viewer_id of a person, else viewer_key, a keyed hash.
-- Returns which of them counted, by their place in the array from 1, and whose posts they are. Views of posts or by people
-- that are gone do not count. For private.count_views alone, which logs what counted.
CREATE OR REPLACE FUNCTION private.add_post_views(views jsonb)
RETURNS TABLE (place bigint, post_id uuid, author_id uuid) LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
#variable_conflict use_column
DECLARE
  counted jsonb;
BEGIN
  -- In one order, as whoever else counts takes the same locks: views by key, counters by post.
  WITH given AS (
    SELECT DISTINCT ON (v.post_id, key, day) v.post_id, key, day, v.viewer_id IS NULL AS is_anonymous, v.seen_at, v.place
      FROM ROWS FROM (jsonb_to_recordset(views)
             AS (post_id uuid, viewer_id uuid, viewer_key uuid, seen_at timestamptz))
           WITH ORDINALITY AS v (post_id, viewer_id, viewer_key, seen_at, place),
           coalesce(v.viewer_id, v.viewer_key) key, date(v.seen_at AT TIME ZONE 'UTC') day
     WHERE EXISTS (SELECT FROM public.posts p WHERE p.id = v.post_id AND p.deleted_at IS NULL)
       AND (v.viewer_id IS NULL OR EXISTS (SELECT FROM public.profiles a WHERE a.id = v.viewer_id))
     ORDER BY v.post_id, key, day, v.seen_at, v.place),
  added AS (
    INSERT INTO public.post_views AS s (post_id, viewer_key, day, is_anonymous, created_at)
    SELECT g.post_id, g.key, g.day, g.is_anonymous, g.seen_at FROM given g ORDER BY g.post_id, g.key, g.day
    ON CONFLICT DO NOTHING RETURNING s.post_id, s.viewer_key, s.day)
  SELECT jsonb_agg(jsonb_build_object('place', g.place, 'post_id', g.post_id)) INTO counted
    FROM added a JOIN given g ON g.post_id = a.post_id AND g.key = a.viewer_key AND g.day = a.day;
  PERFORM 1 FROM private.post_counters n
    WHERE n.post_id IN (SELECT (c ->> 'post_id')::uuid FROM jsonb_array_elements(counted) c)
    ORDER BY n.post_id FOR NO KEY UPDATE;
  UPDATE private.post_counters n SET view_count = n.view_count + c.total
    FROM (SELECT (x ->> 'post_id')::uuid AS id, count(*) AS total FROM jsonb_array_elements(counted) x GROUP BY 1) c
   WHERE n.post_id = c.id;
  RETURN QUERY
    SELECT (c ->> 'place')::bigint, p.id, p.author_id
      FROM jsonb_array_elements(counted) c JOIN public.posts p ON p.id = (c ->> 'post_id')::uuid;
END $$;
REVOKE ALL ON FUNCTION private.add_post_views(jsonb) FROM PUBLIC, anon, authenticated, service_role;
