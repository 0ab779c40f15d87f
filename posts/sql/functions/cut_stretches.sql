-- Begins a new stretch of time where the last one holds `size` posts; returns how many were begun. Where no words are
-- kept yet (a bulk load, an adoption) all posts that stand are parted, else one begins in a minute: later than
-- whatever is being written, as the stretch of a post never changes. A job calls it.
-- definer: the stretches belong to nobody else.
CREATE OR REPLACE FUNCTION private.cut_stretches(size integer DEFAULT 8192) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  last private.post_stretches;
  cut integer := 0;
BEGIN
  SELECT s.* INTO last FROM private.post_stretches s ORDER BY s.number DESC LIMIT 1;
  IF NOT EXISTS (SELECT FROM private.post_words) THEN
    INSERT INTO private.post_stretches (number, starts_at)
    SELECT coalesce(last.number, 0) + row_number() OVER (ORDER BY w.created_at), w.created_at
      FROM (SELECT p.created_at, row_number() OVER (ORDER BY p.created_at) AS n FROM public.posts p
             WHERE p.created_at > coalesce(last.starts_at, '-infinity')) w
     WHERE w.n % size = 0
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS cut = ROW_COUNT;
  ELSIF (SELECT count(*) FROM (SELECT FROM private.post_words w
          WHERE w.created_at >= coalesce(last.starts_at, '-infinity') LIMIT size) c) = size THEN
    INSERT INTO private.post_stretches (number, starts_at)
    VALUES (coalesce(last.number, 0) + 1, now() + interval '1 minute') ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS cut = ROW_COUNT;
  END IF;
  RETURN cut;
END $$;
REVOKE ALL ON FUNCTION private.cut_stretches(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.cut_stretches(integer) TO topin_worker;
