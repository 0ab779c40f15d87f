-- A person whom staff are about to change, locked. Refuses 404 not_found.
-- NO KEY: a follow that is being made holds this person's counters and would wait for a stronger lock for ever.
CREATE OR REPLACE FUNCTION private.lock_profile(target uuid) RETURNS public.profiles
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  person public.profiles;
BEGIN
  SELECT * INTO person FROM public.profiles p WHERE p.id = target FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
  RETURN person;
END $$;
REVOKE ALL ON FUNCTION private.lock_profile(uuid) FROM PUBLIC, anon, authenticated, service_role;
