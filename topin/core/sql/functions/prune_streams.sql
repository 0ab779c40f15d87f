-- Job: let go of events older than 7 days, or beyond a person's latest 10,000, and of the streams of nobody, for at
-- most `most` people; floor_seq rises with it, so that a client older than that is told to take a snapshot.
-- Safe to run at the same time. Returns how many events went.
-- definer: streams lie behind it.
CREATE OR REPLACE FUNCTION private.prune_streams(most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  gone integer := 0;
  part integer;
  one record;
BEGIN
  FOR one IN
    SELECT s.user_id, greatest(s.last_seq - 10000, old.seq, s.floor_seq) AS floor
    FROM private.stream s
    LEFT JOIN (SELECT e.user_id, max(e.seq) AS seq FROM private.stream_event e
      WHERE e.created_at < private.clock() - interval '7 days' GROUP BY e.user_id) old ON old.user_id = s.user_id
    WHERE old.seq IS NOT NULL OR s.last_seq - s.floor_seq > 10000
    ORDER BY s.user_id LIMIT most FOR UPDATE OF s
  LOOP
    UPDATE private.stream s SET floor_seq = one.floor WHERE s.user_id = one.user_id;
    DELETE FROM private.stream_event e WHERE e.user_id = one.user_id AND e.seq <= one.floor;
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
  END LOOP;
  DELETE FROM private.stream s WHERE NOT EXISTS (SELECT FROM auth.users u WHERE u.id = s.user_id);
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION private.prune_streams(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.prune_streams(integer) TO topin_worker;
