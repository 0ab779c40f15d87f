-- Ask for the blue tick. While a request is open it is answered again, unchanged (created is false).
-- Refuses 409 already_verified, and 429 rate_limited within 30 days of a rejection.
-- definer: nobody may write a request by hand, its status least of all.
CREATE OR REPLACE FUNCTION public.request_verification(
  actor uuid, category text, full_name text, evidence_media_id uuid DEFAULT NULL, note text DEFAULT '',
  OUT body json, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  rejected timestamptz := (SELECT max(v.decided_at) FROM public.verification_requests v
    WHERE v.user_id = actor AND v.status = 'rejected');
BEGIN
  PERFORM public.require_actor(actor);
  IF (SELECT p.is_verified FROM public.profiles p WHERE p.id = actor) THEN
    PERFORM public.refuse(409, 'already_verified', 'You are verified.');
  ELSIF rejected > private.clock() - interval '30 days' THEN
    PERFORM public.refuse(429, 'rate_limited', 'Ask again 30 days after a rejection.',
      'retry_after=' || ceil(extract(epoch FROM rejected + interval '30 days' - private.clock())));
  END IF;
  INSERT INTO public.verification_requests AS v (user_id, category, full_name, evidence_media_id, note, created_at)
  VALUES (actor, request_verification.category, request_verification.full_name,
    request_verification.evidence_media_id, request_verification.note, private.clock())
  ON CONFLICT (user_id) WHERE status = 'pending' DO NOTHING;
  created := FOUND;
  SELECT g.body INTO body FROM public.get_verification(actor) g;
END $$;
REVOKE ALL ON FUNCTION public.request_verification(uuid, text, text, uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.request_verification(uuid, text, text, uuid, text) TO authenticated;
