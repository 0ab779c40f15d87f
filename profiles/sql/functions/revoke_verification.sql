-- Take the blue tick away; an admin action. The request it came from is revoked, and another may be made.
-- The person is told.
-- Refuses 404 not_found, 409 not_verified, and what private.audit refuses.
-- definer: staff may look at people and change none but by such functions.
CREATE OR REPLACE FUNCTION private.revoke_verification(target uuid, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.profiles p WHERE p.id = target) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
  UPDATE public.profiles p SET is_verified = false, version = p.version + 1, updated_at = private.clock()
  WHERE p.id = target AND p.is_verified;
  IF NOT FOUND THEN
    PERFORM public.refuse(409, 'not_verified', 'This account is not verified.');
  END IF;
  UPDATE public.verification_requests v SET status = 'revoked', reason = revoke_verification.reason,
    decided_at = private.clock()
  WHERE v.user_id = target AND v.status = 'approved';
  PERFORM private.notify(target, NULL, 'verification', 'user', target);
  PERFORM private.audit('verification.revoke', 'profile', target::text, revoke_verification.reason,
    jsonb_build_object('is_verified', true), jsonb_build_object('is_verified', false));
END $$;
REVOKE ALL ON FUNCTION private.revoke_verification(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.revoke_verification(uuid, text) TO topin_staff;
