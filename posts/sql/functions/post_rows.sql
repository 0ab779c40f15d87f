-- The given posts as the API's Post (JSON text), each with its place in the list; the caller has checked that the viewer may
-- see them. For doors that show posts in an order of their own.
CREATE OR REPLACE FUNCTION private.post_rows(viewer uuid, posts uuid[])
RETURNS TABLE (place bigint, body text) LANGUAGE plpgsql STABLE ROWS 20 SET search_path = '' AS $$
BEGIN
  RETURN QUERY
  SELECT w.place,
         private.post_text(viewer, p, a, n, NULL::public.profiles, NULL::timestamptz, v.liked, v.reposted,
           v.viewed, v.bookmarked)
    FROM unnest(posts) WITH ORDINALITY AS w (id, place)
    JOIN public.posts p ON p.id = w.id
    JOIN public.profiles a ON a.id = p.author_id
    JOIN private.post_counters n ON n.post_id = p.id
    CROSS JOIN LATERAL private.post_viewer(viewer, p.id, n) v
   ORDER BY w.place;
END $$;
REVOKE ALL ON FUNCTION private.post_rows(uuid, uuid[]) FROM PUBLIC, anon, authenticated, service_role;
