-- Give an account back to its owner within the 30 days after they closed it; they sign in anew. An admin action.
-- Refuses 404 not_found, 409 not_closed, and what private.audit refuses.
-- definer: staff may look at people and change none but by such functions.
CREATE OR REPLACE FUNCTION private.reopen_account(target uuid, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.profiles p WHERE p.id = target) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
  DELETE FROM private.account_closures c WHERE c.user_id = target;
  IF NOT FOUND THEN
    PERFORM public.refuse(409, 'not_closed', 'The owner has not closed this account.');
  END IF;
  UPDATE auth.users u SET deleted_at = NULL, updated_at = private.clock() WHERE u.id = target;
  PERFORM private.audit('account.reopen', 'profile', target::text, reason,
    jsonb_build_object('closed', true), jsonb_build_object('closed', false));
END $$;
REVOKE ALL ON FUNCTION private.reopen_account(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.reopen_account(uuid, text) TO topin_staff;
