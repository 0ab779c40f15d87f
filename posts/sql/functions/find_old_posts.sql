-- What private.find_posts finds by the index, which it asks for one stretch of time after the other. After 32 stretches,
-- 8 of them in vain, or 500 matches, however few may be shown, it stops: no search costs more than that, whatever its
-- words and however many posts there are. A last row without `near` then is the place to go on from.
CREATE OR REPLACE FUNCTION private.find_old_posts(viewer uuid, q text, place jsonb, wanted integer)
RETURNS TABLE (id uuid, created_at timestamptz, near boolean) LANGUAGE plpgsql STABLE ROWS 60 SET search_path = '' AS $$
DECLARE
  asked record := private.post_query(q);
  at timestamptz := place ->> 'at';
  post uuid := place ->> 'id';
  end_at timestamptz := coalesce(place -> 'end' ->> 'at', '-infinity');
  end_post uuid := coalesce(place -> 'end' ->> 'id', '00000000-0000-0000-0000-000000000000');
  asks record := private.stretches_asked(asked.terms, at);
  oldest integer := private.stretch_of(end_at);
  shown integer := 0;
  matches integer := 0;
  vain integer := 0;
  m record;
  found_in CURSOR FOR
    SELECT s.stretch, w.*
      FROM unnest(asks.numbers) AS s (stretch)
      LEFT JOIN LATERAL (
        SELECT g.post_id, g.created_at, v.found, v.near
          FROM (SELECT i.* FROM (  -- by the index of words alone
                  SELECT x.* FROM private.post_words x WHERE private.parted_words(x.words, x.stretch)
                      @@ replace(asked.parted, ' ', to_hex(s.stretch) || ':')::tsquery OFFSET 0) i
                 WHERE (i.created_at, i.post_id) <= (at, post) AND (i.created_at, i.post_id) > (end_at, end_post)
                 ORDER BY i.created_at DESC, i.post_id DESC LIMIT 501) g
         CROSS JOIN LATERAL private.post_found(viewer, g.author_id, g.audience) v) w ON true
     WHERE s.stretch >= oldest;
BEGIN
  OPEN found_in;
  LOOP  -- one by one: what a loop over the query fetches ahead costs too
    FETCH found_in INTO m;
    EXIT WHEN NOT FOUND;
    matches := matches + (m.post_id IS NOT NULL)::integer;
    vain := vain + (m.post_id IS NULL)::integer;
    IF vain = 8 AND m.post_id IS NULL AND m.stretch > asks.numbers[cardinality(asks.numbers)] THEN
      SELECT s.starts_at INTO asks.reached FROM private.post_stretches s WHERE s.number = m.stretch;
      EXIT;
    ELSIF m.found OR matches > 500 THEN
      id := m.post_id;
      created_at := m.created_at;
      near := CASE WHEN matches <= 500 THEN m.near END;
      shown := shown + 1;
      RETURN NEXT;
      EXIT WHEN shown = wanted OR matches > 500;
    END IF;
  END LOOP;
  CLOSE found_in;
  IF shown < wanted AND matches <= 500 AND asks.reached > end_at THEN
    id := '00000000-0000-0000-0000-000000000000';
    created_at := asks.reached;
    near := NULL;
    RETURN NEXT;
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.find_old_posts(uuid, text, jsonb, integer) FROM PUBLIC, anon, authenticated, service_role;
