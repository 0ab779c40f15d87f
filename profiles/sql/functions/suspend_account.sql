-- Suspend an account, for ever or until a time: hidden from everybody, and refused from its next request on, by
-- token and by refresh alike. Its sessions stay, so that an undo gives them back. An admin action.
-- Refuses 404 not_found, 409 already_suspended, 400 until_past.
-- definer: staff may look at people and change none but by such functions.
CREATE OR REPLACE FUNCTION private.suspend_account(target uuid, reason text, until timestamptz DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  person public.profiles := private.lock_profile(target);
BEGIN
  IF person.suspended_at IS NOT NULL AND coalesce(person.suspended_until > private.clock(), true) THEN
    PERFORM public.refuse(409, 'already_suspended', 'This account is suspended already. Restore it first to change the time.');
  ELSIF until <= private.clock() THEN
    PERFORM public.refuse(400, 'until_past', 'Choose a time in the future, or none.', 'until');
  END IF;
  UPDATE public.profiles p SET suspended_at = private.clock(), suspended_until = until, version = p.version + 1,
         updated_at = private.clock()
   WHERE p.id = target;
  -- GoTrue's column; it knows no "for ever" that every client could read.
  UPDATE auth.users u SET banned_until = coalesce(until, private.clock() + interval '100 years') WHERE u.id = target;
  PERFORM private.audit('account.suspend', 'profile', target::text, reason,
    private.suspension_json(person.suspended_at, person.suspended_until), private.suspension_json(private.clock(), until));
END $$;
REVOKE ALL ON FUNCTION private.suspend_account(uuid, text, timestamptz) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.suspend_account(uuid, text, timestamptz) TO topin_staff;
