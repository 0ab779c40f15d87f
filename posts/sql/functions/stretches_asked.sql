-- Which stretches of time a search asks the index for, newest first, from that of `until` on: 32 of those that may hold
-- all of `terms` (of private.post_query); of 4,096 stretches at most. `reached`: what was posted before it is left to
-- another search; NULL: nothing.
CREATE OR REPLACE FUNCTION private.stretches_asked(
  terms text[], until timestamptz, OUT numbers integer[], OUT reached timestamptz)
LANGUAGE plpgsql STABLE SET search_path = '' SET enable_seqscan = off AS $$
DECLARE
  newest integer := private.stretch_of(until);
  marked integer := coalesce((SELECT s.number FROM private.post_stretches s WHERE s.marked
                               ORDER BY s.number DESC LIMIT 1), 0);
  part integer := least(newest, marked - 1) / 1024;
  last_part integer := greatest(part - 3, 0);
BEGIN
  numbers := ARRAY(SELECT generate_series(newest, greatest(marked, newest - 32), -1));
  WHILE marked > 0 AND part >= last_part AND cardinality(numbers) <= 32 LOOP
    numbers := numbers || ARRAY(
      WITH held AS MATERIALIZED (SELECT m.stretch FROM private.stretch_marks m
                                  WHERE m.marks @> private.marks_of(terms, part, true))
      SELECT DISTINCT h.stretch FROM held h
       WHERE h.stretch BETWEEN part * 1024 AND least(newest, marked - 1, part * 1024 + 1023)
       ORDER BY h.stretch DESC LIMIT 33);
    part := part - 1;
  END LOOP;
  SELECT s.starts_at INTO reached FROM private.post_stretches s
   WHERE s.number = CASE WHEN cardinality(numbers) > 32 THEN numbers[32] ELSE last_part * 1024 END;
  numbers := numbers[:32];
END $$;
REVOKE ALL ON FUNCTION private.stretches_asked(text[], timestamptz) FROM PUBLIC, anon, authenticated, service_role;
