-- Whose a thing is that staff have but the id of: a post, a comment, a medium, a request for the tick or a session.
CREATE OR REPLACE FUNCTION private.staff_find_makers(thing uuid) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT ARRAY(
    SELECT p.author_id FROM public.posts p WHERE p.id = thing
    UNION SELECT c.author_id FROM public.comments c WHERE c.id = thing AND c.author_id IS NOT NULL
    UNION SELECT m.owner_id FROM public.media m WHERE m.id = thing
    UNION SELECT v.user_id FROM public.verification_requests v WHERE v.id = thing
    UNION SELECT s.user_id FROM public.user_sessions s WHERE s.id = thing)
$$;
REVOKE ALL ON FUNCTION private.staff_find_makers(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.staff_find_makers(uuid) TO topin_definer;
