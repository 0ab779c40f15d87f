-- How many follow a person; 0 for who does not exist for the one who asks.
-- definer: counters lie in private.
CREATE OR REPLACE FUNCTION public.get_follower_count("user" uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce((
    SELECT s.followers_count FROM private.profile_stats s
    WHERE s.user_id = $1 AND private.can_see_person(auth.uid(), s.user_id)), 0)
$$;
REVOKE ALL ON FUNCTION public.get_follower_count(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_follower_count(uuid) TO anon, authenticated;
