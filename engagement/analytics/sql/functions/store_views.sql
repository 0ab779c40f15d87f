-- Counts views as private.count_views does; those of a batch of the buffer once for ever, however often it is brought.
-- Returns how many counted. For the API and the worker themselves: no app's role may execute it.
-- definer: views, counters and the log are written by functions alone.
CREATE OR REPLACE FUNCTION private.store_views(views jsonb, batch uuid DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  total integer;
BEGIN
  IF batch IS NOT NULL THEN
    -- Whoever brings the same batch meanwhile waits here, and then finds it done.
    INSERT INTO private.view_batches (id, events, seen_since, applied_at)
    SELECT batch, count(*), min((v ->> 'seen_at')::timestamptz), private.clock() FROM jsonb_array_elements(views) v
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
      RETURN 0;
    END IF;
  END IF;
  total := private.count_views(views);
  UPDATE private.view_batches b SET counted = total WHERE b.id = batch;
  RETURN total;
END $$;
REVOKE ALL ON FUNCTION private.store_views(jsonb, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.store_views(jsonb, uuid) TO topin_api, topin_worker;
