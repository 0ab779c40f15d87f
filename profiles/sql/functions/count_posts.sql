-- Add `step` posts to somebody's count; called by the rooms that make and delete posts, last in their transaction.
CREATE OR REPLACE FUNCTION private.count_posts(author uuid, step integer) RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
  UPDATE private.profile_stats s SET posts_count = s.posts_count + step WHERE s.user_id = author
$$;
REVOKE ALL ON FUNCTION private.count_posts(uuid, integer) FROM PUBLIC, anon, authenticated, service_role;
