-- The next `wanted` people who like a post or a comment or repost a post (`kind`: post, comment, repost), the latest
-- first, from its index, whoever may see them; `below` and `below_id` are where the last one stood.
CREATE OR REPLACE FUNCTION private.people_engaged(kind text, content uuid, wanted integer, below timestamptz, below_id uuid)
RETURNS TABLE (id uuid, at timestamptz) LANGUAGE plpgsql STABLE ROWS 20 SET search_path = '' AS $$
BEGIN
  IF kind = 'post' THEN
    RETURN QUERY SELECT k.user_id, k.created_at FROM public.likes k
      WHERE k.post_id = content AND (k.created_at, k.user_id) < (below, below_id)
      ORDER BY k.created_at DESC, k.user_id DESC LIMIT wanted;
  ELSIF kind = 'comment' THEN
    RETURN QUERY SELECT k.user_id, k.created_at FROM public.comment_likes k
      WHERE k.comment_id = content AND (k.created_at, k.user_id) < (below, below_id)
      ORDER BY k.created_at DESC, k.user_id DESC LIMIT wanted;
  ELSE
    RETURN QUERY SELECT r.user_id, r.created_at FROM public.reposts r
      WHERE r.post_id = content AND (r.created_at, r.user_id) < (below, below_id)
      ORDER BY r.created_at DESC, r.user_id DESC LIMIT wanted;
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.people_engaged(text, uuid, integer, timestamptz, uuid)
  FROM PUBLIC, anon, authenticated, service_role;
