-- {handle, available, reason}; the reason is handle_invalid, handle_reserved, handle_taken or null.
-- definer: handles given up lie in private.
CREATE OR REPLACE FUNCTION public.check_handle(handle text, OUT body json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  reason text := private.handle_refusal(handle);
BEGIN
  body := json_build_object('handle', handle, 'available', reason IS NULL, 'reason', reason);
END $$;
REVOKE ALL ON FUNCTION public.check_handle(text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.check_handle(text) TO anon, authenticated;
