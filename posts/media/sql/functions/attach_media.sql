-- Hangs the author's own, ready and still free media on a new post, in the order given. Refuses 400 invalid_media
-- for an id that is none of the author's, 409 media_not_ready, 409 media_in_use, 400 media_wrong_kind.
CREATE OR REPLACE FUNCTION private.attach_media(author uuid, post uuid, post_type text, ids uuid[])
RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  wanted uuid;
BEGIN
  FOR wanted IN SELECT w.id FROM unnest(ids) AS w (id) ORDER BY w.id LOOP  -- one order of locks for all
    PERFORM private.require_free_media(author, wanted, post_type, 'media_ids');
  END LOOP;
  UPDATE public.media m SET post_id = post, position = w.place, touched_at = private.clock()
    FROM unnest(ids) WITH ORDINALITY AS w (id, place)
   WHERE m.id = w.id;
END $$;
REVOKE ALL ON FUNCTION private.attach_media(uuid, uuid, text, uuid[]) FROM PUBLIC, anon, authenticated, service_role;
