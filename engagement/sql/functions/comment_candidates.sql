-- The next `wanted` comments of a thread in the order of `sort` (new, old, top), from its index, whoever may see them;
-- `at` or `likes`, and `id`, are where the last one stood.
CREATE OR REPLACE FUNCTION private.comment_candidates(
  post uuid, thread uuid, sort text, wanted integer, at timestamptz, likes bigint, last uuid)
RETURNS TABLE (comment_id uuid, created_at timestamptz, like_count bigint)
LANGUAGE plpgsql STABLE ROWS 20 SET search_path = '' AS $$
BEGIN
  IF sort = 'top' THEN
    RETURN QUERY SELECT n.comment_id, NULL::timestamptz, n.like_count FROM private.comment_counters n
      WHERE n.thread_id = thread AND n.shown AND (n.like_count, n.comment_id) < (likes, last)
      ORDER BY n.like_count DESC, n.comment_id DESC LIMIT wanted;
  ELSIF sort = 'old' THEN
    RETURN QUERY SELECT c.id, c.created_at, NULL::bigint FROM public.comments c
      WHERE c.post_id = post AND c.thread_id = thread AND (c.created_at, c.id) > (at, last)
        AND (c.deleted_at IS NULL OR c.replied)
      ORDER BY c.created_at, c.id LIMIT wanted;
  ELSE
    RETURN QUERY SELECT c.id, c.created_at, NULL::bigint FROM public.comments c
      WHERE c.post_id = post AND c.thread_id = thread AND (c.created_at, c.id) < (at, last)
        AND (c.deleted_at IS NULL OR c.replied)
      ORDER BY c.created_at DESC, c.id DESC LIMIT wanted;
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.comment_candidates(uuid, uuid, text, integer, timestamptz, bigint, uuid) FROM PUBLIC, anon, authenticated, service_role;
