-- Trigger: what a statement's likes add to the counts of their posts, or take off; private.fold_counters folds it.
-- definer: erasure cascades from accounts, as the tables' owner.
CREATE OR REPLACE FUNCTION private.likes_moved() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO private.counter_step (target_id, likes)
  SELECT m.post_id, count(*) * CASE tg_op WHEN 'INSERT' THEN 1 ELSE -1 END FROM moved m GROUP BY m.post_id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.likes_moved() FROM PUBLIC, anon, authenticated, service_role;
