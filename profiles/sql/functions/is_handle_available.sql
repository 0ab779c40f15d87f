-- Whether a handle can be had: well formed, not reserved, nobody's now nor somebody else's within 14 days.
-- definer: handles given up lie in private.
CREATE OR REPLACE FUNCTION public.is_handle_available(handle text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT private.handle_refusal(handle) IS NULL
$$;
REVOKE ALL ON FUNCTION public.is_handle_available(text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.is_handle_available(text) TO anon, authenticated;
