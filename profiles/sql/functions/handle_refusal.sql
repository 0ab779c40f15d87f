-- Why a handle cannot be had now: handle_invalid, handle_reserved, handle_taken, or NULL. The handle of the one who
-- asks is taken too; one they gave up is not.
CREATE OR REPLACE FUNCTION private.handle_refusal(handle text) RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce(private.handle_problem(handle), CASE
    WHEN NOT private.handle_free(handle, auth.uid())
      OR EXISTS (SELECT FROM public.profiles p WHERE p.handle_key = lower(handle COLLATE "C")) THEN 'handle_taken' END)
$$;
REVOKE ALL ON FUNCTION private.handle_refusal(text) FROM PUBLIC, anon, authenticated, service_role;
