-- Whom staff mean by what they typed: an id, an e-mail address, or the beginning of a handle (@ or not; `whole`: all of
-- it); at most 200, by probes of indexes alone.
-- definer: of auth.users staff's login may read a few columns only.
CREATE OR REPLACE FUNCTION private.staff_find_people(term text, whole boolean DEFAULT false) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  wanted text := lower(ltrim(btrim(term), '@') COLLATE "C");
BEGIN
  IF wanted ~ '^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$' THEN
    RETURN ARRAY[wanted::uuid];
  ELSIF wanted LIKE '%_@_%' THEN
    RETURN ARRAY(SELECT u.id FROM auth.users u WHERE u.email = wanted AND u.is_sso_user = false);
  ELSIF whole THEN
    RETURN ARRAY(SELECT p.id FROM public.profiles p WHERE p.handle_key = wanted COLLATE "C");
  END IF;
  RETURN ARRAY(
    SELECT p.id FROM public.profiles p
     WHERE p.handle_key >= wanted COLLATE "C" AND p.handle_key < (wanted || chr(1114111)) COLLATE "C"
     ORDER BY p.handle_key LIMIT 200);
END $$;
REVOKE ALL ON FUNCTION private.staff_find_people(text, boolean) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.staff_find_people(text, boolean) TO topin_staff;
