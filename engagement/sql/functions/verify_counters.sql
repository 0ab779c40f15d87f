-- Job: recompute the counters of all posts, comments and people from their rows; returns each that is wrong as it stood
-- and as it should, and makes it right (`repair`), which
-- private.corrections keeps. Safe amid writes, beside itself, and after a kill.
-- definer: called by a job; counters and rows belong to nobody else.
CREATE OR REPLACE FUNCTION private.verify_counters(
  repair boolean DEFAULT true, OUT counter text, OUT id uuid, OUT stored jsonb, OUT counted jsonb) RETURNS SETOF record
LANGUAGE plpgsql VOLATILE SECURITY DEFINER ROWS 10 SET search_path = '' AS $$
DECLARE
  names jsonb := '{"people": "person", "posts": "post", "comments": "comment"}';
BEGIN
  FOR counter, id, stored, counted IN
    SELECT * FROM private.verify_people(repair) UNION ALL SELECT * FROM private.verify_posts(repair)
    UNION ALL SELECT * FROM private.verify_comments(repair)
  LOOP
    IF repair THEN
      PERFORM private.note_correction(names ->> counter, id, stored, counted);
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION private.verify_counters(boolean) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.verify_counters(boolean) TO topin_worker;
