-- Trigger: a post erased for good leaves its author's count.
-- definer: erasure cascades from accounts, as the tables' owner.
CREATE OR REPLACE FUNCTION private.posts_removed() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE private.profile_stats s SET posts_count = s.posts_count - c.gone
    FROM (SELECT p.author_id, count(*) AS gone FROM removed p WHERE private.is_counted(p) GROUP BY p.author_id) c
   WHERE s.user_id = c.author_id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.posts_removed() FROM PUBLIC, anon, authenticated, service_role;
