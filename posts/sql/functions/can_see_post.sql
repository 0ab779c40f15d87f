-- Whether the viewer may see a post (the seed's function); refuses 42501 for anyone but the viewer.
-- definer: the rule reads blocks and follows of others.
CREATE OR REPLACE FUNCTION public.can_see_post(viewer uuid, post uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  RETURN private.can_see_post(viewer, post);
END $$;
REVOKE ALL ON FUNCTION public.can_see_post(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.can_see_post(uuid, uuid) TO anon, authenticated;
