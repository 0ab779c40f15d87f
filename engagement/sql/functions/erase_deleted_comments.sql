-- Job: erase comments deleted more than 30 days ago, at most `batch`; of those that were answered the author and the
-- words, so that the tombstone stays. What moderation has hidden stays for it to decide. Returns how many. Safe to run
-- twice and at the same time.
-- definer: called by a job; comments belong to nobody else.
CREATE OR REPLACE FUNCTION private.erase_deleted_comments(batch integer DEFAULT 500) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  due uuid[] := ARRAY(
    SELECT c.id FROM public.comments c
     WHERE c.deleted_at < private.clock() - interval '30 days' AND (NOT c.replied OR c.content <> '') AND c.hidden_at IS NULL
     LIMIT batch FOR UPDATE SKIP LOCKED);
BEGIN
  DELETE FROM public.comment_mentions m WHERE m.comment_id = ANY (due);
  DELETE FROM private.comment_mentions_past m WHERE m.comment_id = ANY (due);
  UPDATE public.comments c SET content = '', author_id = NULL, has_mentions = false WHERE c.id = ANY (due) AND c.replied;
  DELETE FROM public.comments c WHERE c.id = ANY (due) AND NOT c.replied;
  RETURN cardinality(due);
END $$;
REVOKE ALL ON FUNCTION private.erase_deleted_comments(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.erase_deleted_comments(integer) TO topin_worker;
