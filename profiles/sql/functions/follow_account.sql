-- Trigger on auth.users: an account that is deleted softly takes its profile out of sight, and brings it back.
-- definer: whoever deletes an account has no right of their own on profiles.
CREATE OR REPLACE FUNCTION private.follow_account() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.profiles p SET deactivated_at = new.deleted_at, version = p.version + 1, updated_at = private.clock()
  WHERE p.id = new.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.follow_account() FROM PUBLIC, anon, authenticated, service_role;
