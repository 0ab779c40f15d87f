-- After the insert: of a second request, while one is open, nothing is inserted, and nothing claimed.
CREATE OR REPLACE TRIGGER claim_evidence AFTER INSERT ON public.verification_requests
  FOR EACH ROW WHEN (NEW.evidence_media_id IS NOT NULL) EXECUTE FUNCTION private.claim_evidence();
