-- Job: bring the popularity that search ranks by in line with the followers; returns how many words changed.
-- definer: the words belong to nobody else.
CREATE OR REPLACE FUNCTION private.refresh_popularity(batch integer DEFAULT 5000) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  touched integer;
BEGIN
  WITH stale AS (
    SELECT t.user_id, t.term, floor(log(2, 1 + s.followers_count))::smallint AS popularity
    FROM private.person_terms t JOIN private.profile_stats s ON s.user_id = t.user_id
    WHERE t.popularity <> floor(log(2, 1 + s.followers_count))::smallint LIMIT batch
  )
  UPDATE private.person_terms t SET popularity = stale.popularity FROM stale
  WHERE t.user_id = stale.user_id AND t.term = stale.term;
  GET DIAGNOSTICS touched = ROW_COUNT;
  RETURN touched;
END $$;
REVOKE ALL ON FUNCTION private.refresh_popularity(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.refresh_popularity(integer) TO topin_worker;
