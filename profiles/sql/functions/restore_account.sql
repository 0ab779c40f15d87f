-- Undo a suspension: everything is as before it, sessions included. An admin action.
-- Refuses 404 not_found, 409 not_suspended.
-- definer: staff may look at people and change none but by such functions.
CREATE OR REPLACE FUNCTION private.restore_account(target uuid, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  person public.profiles := private.lock_profile(target);
BEGIN
  IF person.suspended_at IS NULL THEN
    PERFORM public.refuse(409, 'not_suspended', 'This account is not suspended.');
  END IF;
  UPDATE public.profiles p SET suspended_at = NULL, suspended_until = NULL, version = p.version + 1,
         updated_at = private.clock()
   WHERE p.id = target;
  UPDATE auth.users u SET banned_until = NULL WHERE u.id = target;
  PERFORM private.audit('account.restore', 'profile', target::text, reason,
    private.suspension_json(person.suspended_at, person.suspended_until), private.suspension_json(NULL, NULL));
END $$;
REVOKE ALL ON FUNCTION private.restore_account(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.restore_account(uuid, text) TO topin_staff;
