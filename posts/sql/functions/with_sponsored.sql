-- A page of the feed (Posts as JSON text) with a sponsored post after every tenth of its posts, as far as there are any.
-- They stand outside the keyset: the next page goes on after the last post that was not sponsored.
CREATE OR REPLACE FUNCTION private.with_sponsored(viewer uuid, bodies text[]) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  slots text[] := ARRAY(
    -- Quotes within a text are escaped, so the key can stand in one place alone.
    SELECT replace(r.body, ',"sponsored":null,"created_at":"', concat(',"sponsored":', s.sponsored, ',"created_at":"'))
      FROM private.sponsored_slots(viewer, cardinality(bodies) / 10) WITH ORDINALITY AS s (post_id, sponsored, place)
      CROSS JOIN LATERAL private.post_rows(viewer, ARRAY[s.post_id]) r ORDER BY s.place);
BEGIN
  RETURN ARRAY(
    SELECT w.body FROM (
      SELECT b.body, b.place * 2 AS place FROM unnest(bodies) WITH ORDINALITY AS b (body, place)
      UNION ALL SELECT s.body, s.place * 20 + 1 FROM unnest(slots) WITH ORDINALITY AS s (body, place)) w
     ORDER BY w.place);
END $$;
REVOKE ALL ON FUNCTION private.with_sponsored(uuid, text[]) FROM PUBLIC, anon, authenticated, service_role;
