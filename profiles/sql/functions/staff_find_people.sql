-- Whom staff mean by what they typed: an id, an e-mail address, or a handle, with @ or not, one given up included; at most
-- 200, by probes of indexes alone. Not `whole`: the beginning of a handle, too, and the id of what a person made.
-- definer: staff's login may not read auth.users.
CREATE OR REPLACE FUNCTION private.staff_find_people(term text, whole boolean DEFAULT false) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  wanted text := lower(ltrim(btrim(term), '@') COLLATE "C");
  people uuid[];
BEGIN
  IF wanted ~ '^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$' THEN
    people := ARRAY(SELECT p.id FROM public.profiles p WHERE p.id = wanted::uuid);
    RETURN CASE WHEN whole OR people <> '{}' THEN people ELSE private.staff_find_makers(wanted::uuid) END;
  ELSIF wanted LIKE '%_@_%' THEN
    RETURN ARRAY(SELECT u.id FROM auth.users u WHERE u.email = wanted AND u.is_sso_user = false);
  ELSIF whole THEN
    people := ARRAY(SELECT p.id FROM public.profiles p WHERE p.handle_key = wanted COLLATE "C");
    IF people <> '{}' THEN
      RETURN people;  -- a handle is whose it is; whose it was counts where nobody has it
    END IF;
  ELSE
    people := ARRAY(
      SELECT p.id FROM public.profiles p
       WHERE p.handle_key >= wanted COLLATE "C" AND p.handle_key < (wanted || chr(1114111)) COLLATE "C"
       ORDER BY p.handle_key LIMIT 200);
  END IF;
  RETURN people || ARRAY(
    SELECT h.user_id FROM private.handle_history h
     WHERE h.handle_key = wanted COLLATE "C" AND h.user_id <> ALL (people)
     GROUP BY h.user_id ORDER BY max(h.released_at) DESC LIMIT 200);
END $$;
REVOKE ALL ON FUNCTION private.staff_find_people(text, boolean) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.staff_find_people(text, boolean) TO topin_staff;
