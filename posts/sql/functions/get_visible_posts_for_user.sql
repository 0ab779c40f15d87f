-- The ids behind the viewer's feed page, newest first (the old app's function); the same rows as public.get_feed.
-- `after` is the `next` of the page before; NULL for the top.
-- definer: reads the feed as public.get_feed does.
CREATE OR REPLACE FUNCTION public.get_visible_posts_for_user(
  viewer uuid, page_limit integer DEFAULT 20, after jsonb DEFAULT NULL)
RETURNS TABLE (post_id uuid, actor_id uuid, created_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' ROWS 20 AS $$
BEGIN
  RETURN QUERY
  SELECT (p.post ->> 'id')::uuid,
         coalesce(p.post #>> '{reposted_by,user,id}', p.post #>> '{author,id}')::uuid,
         coalesce(p.post #>> '{reposted_by,created_at}', p.post ->> 'created_at')::timestamptz
    FROM json_array_elements((SELECT f.results::json FROM public.get_feed(viewer, page_limit, after) f)) AS p (post)
   WHERE p.post ->> 'sponsored' IS NULL;
END $$;
REVOKE ALL ON FUNCTION public.get_visible_posts_for_user(uuid, integer, jsonb)
  FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_visible_posts_for_user(uuid, integer, jsonb) TO authenticated;
