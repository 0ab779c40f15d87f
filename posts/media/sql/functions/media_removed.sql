-- Trigger: the files of media that are gone go too, by a job after the commit: whatever took the rows away (a
-- deletion, a post that was erased, an account that was erased), no file stays.
-- definer: erasure cascades from accounts, as the tables' owner.
CREATE OR REPLACE FUNCTION private.media_removed() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM private.enqueue('media.erase', jsonb_build_object('media_ids', batch.ids), NULL, 'bulk')
     FROM (SELECT jsonb_agg(n.id) AS ids
             FROM (SELECT r.id, row_number() OVER (ORDER BY r.id) AS place FROM removed r) n
            GROUP BY n.place / 100) batch;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.media_removed() FROM PUBLIC, anon, authenticated, service_role;
