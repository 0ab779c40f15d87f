-- The guard of every door: an app's caller acts and looks as itself alone. Refuses 42501.
-- The role stands in the setting even inside a definer function, so this holds there too; jobs and
-- other SQL run under a login of their own and pass.
CREATE OR REPLACE FUNCTION public.require_actor(actor uuid) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  IF current_setting('role') IN ('anon', 'authenticated') AND actor IS DISTINCT FROM auth.uid() THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'forbidden', DETAIL = 'You can act only as yourself.';
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.require_actor(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.require_actor(uuid) TO anon, authenticated, topin_auth, topin_worker, topin_staff;
