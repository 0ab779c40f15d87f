-- The last 200 that follow whom staff mean, or that they follow, the newest first, by a range of an index.
-- definer: it finds the person by what staff may not search.
CREATE OR REPLACE FUNCTION private.staff_find_follows(term text, followers boolean) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  person uuid := (private.staff_find_people(term, true))[1];
BEGIN
  IF followers THEN
    RETURN ARRAY(SELECT f.follower_id FROM public.followers f WHERE f.following_id = person
      ORDER BY f.created_at DESC, f.follower_id DESC LIMIT 200);
  END IF;
  RETURN ARRAY(SELECT f.following_id FROM public.followers f WHERE f.follower_id = person
    ORDER BY f.created_at DESC, f.following_id DESC LIMIT 200);
END $$;
REVOKE ALL ON FUNCTION private.staff_find_follows(text, boolean) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.staff_find_follows(text, boolean) TO topin_staff;
