-- Trigger: a comment erased for good leaves the counts of its post and its parent.
-- definer: erasure cascades from posts, as the tables' owner.
CREATE OR REPLACE FUNCTION private.comments_removed() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO private.counter_step (target_id, replies)
  SELECT t.id, -count(*) FROM removed c CROSS JOIN LATERAL (VALUES (c.post_id), (c.parent_id)) t (id)
   WHERE t.id IS NOT NULL AND private.comment_stands(c) GROUP BY t.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.comments_removed() FROM PUBLIC, anon, authenticated, service_role;
