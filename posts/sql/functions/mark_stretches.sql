-- Gives the stretches that ended `settled` ago their marks, the oldest first, up to `most`; returns how many. By then
-- whoever wrote posts in them has ended; what is edited later brings its own marks (private.index_posts). A job calls it.
-- definer: the stretches belong to nobody else.
CREATE OR REPLACE FUNCTION private.mark_stretches(settled interval DEFAULT '1 hour', most integer DEFAULT 16)
RETURNS integer LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  ended integer[];
BEGIN
  SELECT array_agg(s.number) INTO ended FROM (
    SELECT x.number FROM private.post_stretches x WHERE NOT x.marked AND x.starts_at <= now() - settled
     ORDER BY x.number LIMIT most FOR UPDATE) s;
  WITH before AS (DELETE FROM private.stretch_marks m WHERE m.stretch + 1 = ANY (ended))
  INSERT INTO private.stretch_marks (stretch, marks)
  SELECT w.stretch, private.marks_of(array_agg(w.word), w.stretch / 1024, false) FROM (
    SELECT DISTINCT x.stretch, t.word
      FROM private.post_words x CROSS JOIN LATERAL unnest(tsvector_to_array(x.words)) AS t (word)
     WHERE x.stretch + 1 = ANY (ended)
       AND x.created_at < (SELECT max(s.starts_at) FROM private.post_stretches s WHERE s.number = ANY (ended))
       AND x.created_at >= coalesce((SELECT s.starts_at FROM private.post_stretches s WHERE s.number = ended[1] - 1),
                                    '-infinity')) w
   GROUP BY w.stretch;
  UPDATE private.post_stretches s SET marked = true WHERE s.number = ANY (ended);
  RETURN coalesce(cardinality(ended), 0);
END $$;
REVOKE ALL ON FUNCTION private.mark_stretches(interval, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.mark_stretches(interval, integer) TO topin_worker;
