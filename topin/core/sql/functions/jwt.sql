-- The verified claims of the request, as Supabase defines auth.jwt(); an unset setting reads '' after a SET LOCAL.
CREATE OR REPLACE FUNCTION auth.jwt() RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb
$$;
REVOKE ALL ON FUNCTION auth.jwt() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.jwt() TO anon, authenticated, service_role, topin_definer, topin_auth, topin_worker, topin_staff;
