-- Erases what keeps an anonymous viewer of the day before yesterday from being counted twice that day: its key is gone, so
-- nobody can be told again by it. At most `batch`; returns how many. Counters and the log stay.
-- definer: called by a job; views belong to nobody else.
CREATE OR REPLACE FUNCTION private.prune_anonymous_views(batch integer DEFAULT 5000) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  pruned integer;
BEGIN
  DELETE FROM public.post_views v USING (
    SELECT x.post_id, x.viewer_key, x.day FROM public.post_views x
     WHERE x.is_anonymous AND x.day < (private.clock() AT TIME ZONE 'UTC')::date - 1
     LIMIT batch FOR UPDATE SKIP LOCKED) old
   WHERE v.post_id = old.post_id AND v.viewer_key = old.viewer_key AND v.day = old.day;
  GET DIAGNOSTICS pruned = ROW_COUNT;
  RETURN pruned;
END $$;
REVOKE ALL ON FUNCTION private.prune_anonymous_views(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.prune_anonymous_views(integer) TO topin_worker;
