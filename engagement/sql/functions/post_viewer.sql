-- What a viewer (NULL: anonymous) has done with a post, `n` its counters: whether they like it, have reposted it, have
-- seen it on any day, keep it. One row, always. Bookmarks leave no mark on a post, so those of who keeps nothing are asked
-- for once a statement, not once a post.
-- inline: joined LATERAL to every list of posts, so that each answer is one probe of one index; a scalar function with
-- a query in it would not be inlined but called.
CREATE OR REPLACE FUNCTION private.post_viewer(viewer uuid, post uuid, n private.post_counters)
RETURNS TABLE (liked boolean, reposted boolean, viewed boolean, bookmarked boolean) LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT coalesce((SELECT true FROM public.likes l WHERE l.post_id = post AND l.user_id = viewer), false),
         n.reposted
         AND coalesce((SELECT true FROM public.reposts r WHERE r.post_id = post AND r.user_id = viewer), false),
         n.view_count > 0
         AND coalesce((SELECT true FROM public.post_views v WHERE v.post_id = post AND v.viewer_key = viewer LIMIT 1), false),
         EXISTS (SELECT FROM public.bookmarks k WHERE k.user_id = viewer)
         AND coalesce((SELECT true FROM public.bookmarks b WHERE b.post_id = post AND b.user_id = viewer), false)
$$;
REVOKE ALL ON FUNCTION private.post_viewer(uuid, uuid, private.post_counters) FROM PUBLIC, anon, authenticated, service_role;
