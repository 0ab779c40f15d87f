-- These people are here now: called with each heartbeat of the sockets, for all at once. In the order of their ids,
-- so that two processes cannot deadlock.
-- definer: presence lies in private, where the API's login may not write.
CREATE OR REPLACE FUNCTION private.see_people(people uuid[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO private.presence AS a (user_id, seen_at)
  SELECT p.id, private.clock() FROM public.profiles p WHERE p.id = ANY (people) ORDER BY p.id
  ON CONFLICT (user_id) DO UPDATE SET seen_at = greatest(a.seen_at, excluded.seen_at)
$$;
REVOKE ALL ON FUNCTION private.see_people(uuid[]) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.see_people(uuid[]) TO topin_api;
