-- Who saw, liked (or took a like back), commented or posted something between two times, each once.
-- inline: read by the indexes on time.
CREATE OR REPLACE FUNCTION private.active_between(starts timestamptz, ends timestamptz)
RETURNS TABLE (user_id uuid) LANGUAGE sql STABLE AS $$
  SELECT v.viewer_id FROM public.post_view_logs v
   WHERE v.seen_at >= starts AND v.seen_at < ends AND v.viewer_id IS NOT NULL
  UNION SELECT l.user_id FROM public.post_like_logs l WHERE l.created_at >= starts AND l.created_at < ends
  UNION SELECT c.author_id FROM public.comments c
         WHERE c.created_at >= starts AND c.created_at < ends AND c.author_id IS NOT NULL
  UNION SELECT p.author_id FROM public.posts p WHERE p.created_at >= starts AND p.created_at < ends
$$;
REVOKE ALL ON FUNCTION private.active_between(timestamptz, timestamptz) FROM PUBLIC, anon, authenticated, service_role;
