-- Refuse 409 handle_taken, naming user_handle.
CREATE OR REPLACE FUNCTION private.refuse_taken_handle() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  PERFORM public.refuse(409, 'handle_taken', 'This handle is taken.', 'user_handle');
END $$;
REVOKE ALL ON FUNCTION private.refuse_taken_handle() FROM PUBLIC, anon, authenticated, service_role;
