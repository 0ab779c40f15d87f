-- Refuses an upload that its owner has no room for: 403 quota_exceeded past 5 GB stored and announced, 409
-- too_many_uploads past 20 that are not finished. Uploads of one person queue here, so that none slips past.
CREATE OR REPLACE FUNCTION private.require_room(owner uuid, wanted bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  quota CONSTANT bigint := 5 * 1024 ^ 3;
  unfinished CONSTANT integer := 20;
  taken bigint;
  open_ones integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('topin.media.' || owner, 0));
  SELECT coalesce(sum(m.bytes), 0), count(*) FILTER (WHERE m.status IN ('pending', 'processing'))
    INTO taken, open_ones FROM public.media m WHERE m.owner_id = owner;
  IF open_ones >= unfinished THEN
    PERFORM public.refuse(409, 'too_many_uploads', format('%s uploads are not finished; finish or delete some.', open_ones));
  ELSIF taken + wanted > quota THEN
    PERFORM public.refuse(403, 'quota_exceeded', format('%s of %s bytes are taken; %s more do not fit.', taken, quota, wanted));
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.require_room(uuid, bigint) FROM PUBLIC, anon, authenticated, service_role;
