-- Counts one UTC day anew from its events and notes as of when; returns how many rows changed. A day that ended an hour ago,
-- and whose views have all left the buffer since, becomes final: it is never counted again. Idempotent.
-- definer: called by a job; figures are written by functions alone.
CREATE OR REPLACE FUNCTION private.roll_up_day(of_day date) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  starts timestamptz := of_day::timestamp AT TIME ZONE 'UTC';
  ends timestamptz := (of_day + 1)::timestamp AT TIME ZONE 'UTC';
  settled boolean := private.clock() >= ends + interval '1 hour' AND EXISTS (
    SELECT FROM private.analytics_state s WHERE s.flushed_until >= ends + interval '1 hour');
  touched integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('topin.roll_up', 0));
  IF settled THEN
    -- From here on a view of this day waits (private.count_views), and then finds the day final.
    PERFORM pg_advisory_xact_lock(hashtextextended('topin.analytics', 0));
  END IF;
  IF EXISTS (SELECT FROM private.analytics_days d WHERE d.day = of_day AND d.is_final) THEN
    RETURN 0;
  END IF;
  ends := least(ends, private.clock());
  touched := private.roll_up_posts(of_day, starts, ends);
  touched := touched + private.roll_up_people(of_day, starts, ends);
  touched := touched + private.roll_up_product(of_day, starts, ends);
  INSERT INTO private.analytics_days AS d (day, as_of, is_final) VALUES (of_day, private.clock(), settled)
  ON CONFLICT (day) DO UPDATE SET as_of = excluded.as_of, is_final = excluded.is_final;
  RETURN touched;
END $$;
REVOKE ALL ON FUNCTION private.roll_up_day(date) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.roll_up_day(date) TO topin_worker;
