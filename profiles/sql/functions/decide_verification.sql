-- Decide a request for the blue tick: approved or rejected; an admin action. The tick comes with the approval; who asked is
-- told of the decision, and reads the reason where the request stands.
-- Refuses 404 not_found, 409 already_decided, 400 invalid for another decision, and what private.audit refuses.
-- definer: staff may look at people and change none but by such functions.
CREATE OR REPLACE FUNCTION private.decide_verification(request uuid, decision text, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  asked public.verification_requests;
BEGIN
  SELECT * INTO asked FROM public.verification_requests v WHERE v.id = request FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  ELSIF asked.status <> 'pending' THEN
    PERFORM public.refuse(409, 'already_decided', 'This request has been decided.');
  ELSIF decision NOT IN ('approved', 'rejected') THEN
    PERFORM public.refuse(400, 'invalid', 'Approve or reject it.', 'decision');
  END IF;
  UPDATE public.verification_requests v
  SET status = decision, reason = decide_verification.reason, decided_at = private.clock() WHERE v.id = request;
  UPDATE public.profiles p SET is_verified = true, version = p.version + 1, updated_at = private.clock()
  WHERE p.id = asked.user_id AND decision = 'approved';
  PERFORM private.notify(asked.user_id, NULL, 'verification', 'user', asked.user_id);
  PERFORM private.audit('verification.' || decision, 'verification_request', request::text, decide_verification.reason,
    jsonb_build_object('status', asked.status), jsonb_build_object('status', decision));
END $$;
REVOKE ALL ON FUNCTION private.decide_verification(uuid, text, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.decide_verification(uuid, text, text) TO topin_staff;
