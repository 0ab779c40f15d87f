-- Whether each of two people likes some post of the other (the old app's function; for the search for like rings).
-- definer: called by a job; likes belong to nobody else.
CREATE OR REPLACE FUNCTION public.check_mutual_likes(a uuid, b uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.likes l JOIN public.posts p ON p.id = l.post_id WHERE l.user_id = a AND p.author_id = b)
     AND EXISTS (SELECT FROM public.likes l JOIN public.posts p ON p.id = l.post_id WHERE l.user_id = b AND p.author_id = a)
$$;
REVOKE ALL ON FUNCTION public.check_mutual_likes(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.check_mutual_likes(uuid, uuid) TO topin_worker;
