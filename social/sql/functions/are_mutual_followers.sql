-- Whether two people follow each other. Only one of the two may ask (42501).
-- definer: a row of followers is readable to its two people alone.
CREATE OR REPLACE FUNCTION public.are_mutual_followers(a uuid, b uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(CASE WHEN b = auth.uid() THEN b ELSE a END);
  RETURN coalesce((SELECT f.is_mutual FROM public.followers f WHERE f.follower_id = a AND f.following_id = b), false);
END $$;
REVOKE ALL ON FUNCTION public.are_mutual_followers(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.are_mutual_followers(uuid, uuid) TO authenticated;
