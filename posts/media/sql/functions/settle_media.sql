-- Writes down what became of an upload, once; false where that was written already, or the medium is gone.
-- `outcome`: ready (`facts`: kind, mime, width, height, duration, blurhash, variants, bytes), failed (code, detail),
-- or pending, which gives back an upload that could not be looked at. Called by a door and by the job of videos.
-- definer: the worker calls it, and may not touch the table.
CREATE OR REPLACE FUNCTION private.settle_media(media uuid, outcome text, facts jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.media m
     SET status = outcome, kind = coalesce(facts ->> 'kind', m.kind), touched_at = private.clock(),
         mime = CASE WHEN outcome = 'ready' THEN facts ->> 'mime' END,
         width = (facts ->> 'width')::integer, height = (facts ->> 'height')::integer,
         duration = (facts ->> 'duration')::numeric, blurhash = facts ->> 'blurhash',
         variants = ARRAY(SELECT jsonb_array_elements_text(coalesce(facts -> 'variants', '[]'))),
         bytes = coalesce((facts ->> 'bytes')::bigint, CASE outcome WHEN 'failed' THEN 0 ELSE m.bytes END),
         failure = CASE WHEN outcome = 'failed' THEN facts ->> 'code' END,
         failure_detail = CASE WHEN outcome = 'failed' THEN facts ->> 'detail' END
   WHERE m.id = media AND m.status IN ('pending', 'processing');
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION private.settle_media(uuid, text, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.settle_media(uuid, text, jsonb) TO topin_worker;
