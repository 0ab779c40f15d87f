-- The likes of a post or a comment at this very moment, what is not folded yet included.
CREATE OR REPLACE FUNCTION private.current_likes(content uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  RETURN (SELECT coalesce((SELECT n.like_count FROM private.post_counters n WHERE n.post_id = content),
                          (SELECT n.like_count FROM private.comment_counters n WHERE n.comment_id = content), 0)
               + coalesce((SELECT sum(s.likes)::bigint FROM private.counter_step s WHERE s.target_id = content), 0));
END $$;
REVOKE ALL ON FUNCTION private.current_likes(uuid) FROM PUBLIC, anon, authenticated, service_role;
