-- Refuses whoever may look but not act: 404 where there is no such person, 403 account_suspended otherwise.
CREATE OR REPLACE FUNCTION private.require_active(actor uuid) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  active boolean := (SELECT private.is_active(p) FROM public.profiles p WHERE p.id = actor);
BEGIN
  IF active IS NULL THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  ELSIF NOT active THEN
    PERFORM public.refuse(403, 'account_suspended', 'This account cannot do that now.');
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.require_active(uuid) FROM PUBLIC, anon, authenticated, service_role;
