-- The given posts as api.md's Post, each with its place in the list; the caller has checked that the viewer may
-- see them. For doors that show posts in an order of their own.
CREATE OR REPLACE FUNCTION private.post_rows(viewer uuid, posts uuid[])
RETURNS TABLE (place bigint, body json) LANGUAGE plpgsql STABLE ROWS 20 SET search_path = '' AS $$
BEGIN
  RETURN QUERY
  SELECT w.place,
         private.post_json(viewer, p, a, n, NULL::public.profiles, NULL::timestamptz,
           private.has_liked(viewer, p.id), n.repost_count > 0 AND private.has_reposted(viewer, p.id),
           n.view_count > 0 AND private.has_viewed(viewer, p.id))
    FROM unnest(posts) WITH ORDINALITY AS w (id, place)
    JOIN public.posts p ON p.id = w.id
    JOIN public.profiles a ON a.id = p.author_id
    JOIN private.post_counters n ON n.post_id = p.id
   ORDER BY w.place;
END $$;
REVOKE ALL ON FUNCTION private.post_rows(uuid, uuid[]) FROM PUBLIC, anon, authenticated, service_role;
