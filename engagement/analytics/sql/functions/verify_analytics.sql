-- Job: hold the figures of a day that has ended against raw SQL over the same window; returns each that is wrong as it
-- stands and as it should be, and makes it right (`repair`), which private.corrections keeps. A day that is not
-- final is counted anew first, and again where something came in meanwhile. Safe beside itself and after a kill.
-- definer: called by a job; figures and events belong to nobody else.
CREATE OR REPLACE FUNCTION private.verify_analytics(
  of_day date, repair boolean DEFAULT true, OUT kind text, OUT id uuid, OUT stored jsonb, OUT counted jsonb)
RETURNS SETOF record LANGUAGE plpgsql VOLATILE SECURITY DEFINER ROWS 10 SET search_path = '' AS $$
DECLARE
  fresh boolean := NOT EXISTS (SELECT FROM private.analytics_days d WHERE d.day = of_day AND d.is_final);
BEGIN
  IF of_day >= (private.clock() AT TIME ZONE 'UTC')::date THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('topin.roll_up', 0));
  FOR tried IN 1..3 LOOP
    IF fresh THEN
      PERFORM private.roll_up_day(of_day);
    END IF;
    EXIT WHEN NOT fresh OR NOT EXISTS (SELECT FROM private.drifted_figures(of_day, true));
  END LOOP;
  FOR kind, id, stored, counted IN SELECT d.* FROM private.drifted_figures(of_day, fresh) d LOOP
    IF repair THEN
      PERFORM private.correct_figures(of_day, kind, id, stored, counted);
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION private.verify_analytics(date, boolean) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.verify_analytics(date, boolean) TO topin_worker;
