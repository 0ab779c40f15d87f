-- Trigger: the same for likes of comments.
-- definer: erasure cascades from accounts, as the tables' owner.
CREATE OR REPLACE FUNCTION private.comment_likes_moved() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO private.counter_step (target_id, likes)
  SELECT m.comment_id, count(*) * CASE tg_op WHEN 'INSERT' THEN 1 ELSE -1 END FROM moved m GROUP BY m.comment_id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.comment_likes_moved() FROM PUBLIC, anon, authenticated, service_role;
