-- Staff look at what proves a request for the blue tick: the request is the reason, so nobody has to type one. One
-- entry in the audit log for a member of staff and half an hour. Called by the admin before it shows the picture.
-- definer: writes the audit log, which staff may only read.
CREATE OR REPLACE FUNCTION private.inspect_evidence(target uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  asked uuid;
BEGIN
  IF private.inspected('media', target::text) THEN
    RETURN;
  END IF;
  SELECT v.id INTO asked FROM public.verification_requests v JOIN public.media m ON m.owner_id = v.user_id
   WHERE m.id = target AND v.evidence_media_id = target ORDER BY v.created_at DESC LIMIT 1;
  PERFORM private.audit('media.inspect', 'media', target::text,
    coalesce('Evidence of the request for the blue tick ' || asked, 'Evidence that no request holds any more'));
END $$;
REVOKE ALL ON FUNCTION private.inspect_evidence(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.inspect_evidence(uuid) TO topin_staff;
