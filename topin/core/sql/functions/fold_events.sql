-- Job: make one event of the pending ones that share recipient, kind and topic, with `count` and the data of the three
-- latest. Takes at most `most` rows; safe to run at the same time (rows another run holds are left to it).
-- Returns how many rows it folded.
-- definer: pending events and streams lie behind it.
CREATE OR REPLACE FUNCTION private.fold_events(most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  folded integer := 0;
  one record;
BEGIN
  FOR one IN
    WITH taken AS (
      DELETE FROM private.pending_event d WHERE d.id IN (
        SELECT p.id FROM private.pending_event p ORDER BY p.created_at, p.id LIMIT most FOR UPDATE SKIP LOCKED)
      RETURNING d.*)
    SELECT t.user_id, t.kind, t.topic, count(*) AS total, max(t.created_at) AS last,
      to_jsonb((array_agg(t.data ORDER BY t.created_at DESC, t.id DESC))[1:3]) AS latest
    FROM taken t GROUP BY t.user_id, t.kind, t.topic ORDER BY t.user_id, last
  LOOP
    PERFORM private.emit(one.user_id, one.kind,
      jsonb_build_object('topic', one.topic, 'count', one.total, 'latest', one.latest));
    folded := folded + one.total;
  END LOOP;
  RETURN folded;
END $$;
REVOKE ALL ON FUNCTION private.fold_events(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.fold_events(integer) TO topin_worker;
