-- Whose posts are among the last 50 that a person has liked, and how many of each: for the ranked feed.
-- inline: a part of private.rank_entries; a bounded stretch of one index.
CREATE OR REPLACE FUNCTION private.liked_authors(viewer uuid)
RETURNS TABLE (author_id uuid, likes bigint) LANGUAGE sql STABLE ROWS 20 AS $$
  SELECT p.author_id, count(*)
    FROM (SELECT l.post_id FROM public.likes l WHERE l.user_id = viewer
           ORDER BY l.created_at DESC, l.post_id DESC LIMIT 50) l
    JOIN public.posts p ON p.id = l.post_id GROUP BY p.author_id
$$;
REVOKE ALL ON FUNCTION private.liked_authors(uuid) FROM PUBLIC, anon, authenticated, service_role;
