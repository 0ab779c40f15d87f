-- Trigger: what proves a request for the blue tick is an upload of the person's own, and serves nothing else; staff
-- alone open it. Refuses as private.require_free_media does.
-- definer: requests come from people, who may not write media.
CREATE OR REPLACE FUNCTION private.claim_evidence() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM private.require_free_media(NEW.user_id, NEW.evidence_media_id, 'image', 'evidence_media_id');
  UPDATE public.media m SET used_as = 'evidence', touched_at = private.clock() WHERE m.id = NEW.evidence_media_id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.claim_evidence() FROM PUBLIC, anon, authenticated, service_role;
