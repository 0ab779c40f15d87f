-- Erases posts that their authors deleted more than 30 days ago, with all that hangs on them, at most `batch`;
-- returns how many. Posts that moderation has hidden stay for it to decide. Safe to run twice and at the same time.
-- definer: called by a job; posts belong to nobody else.
CREATE OR REPLACE FUNCTION private.erase_deleted_posts(batch integer DEFAULT 500) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  erased integer;
BEGIN
  DELETE FROM public.posts p USING (
    SELECT x.id FROM public.posts x
     WHERE x.deleted_at < private.clock() - interval '30 days' AND x.hidden_at IS NULL
     LIMIT batch FOR UPDATE SKIP LOCKED) gone
   WHERE p.id = gone.id;
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;
REVOKE ALL ON FUNCTION private.erase_deleted_posts(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.erase_deleted_posts(integer) TO topin_worker;
