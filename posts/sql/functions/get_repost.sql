-- Whether the viewer has reposted a post (GET /posts/{id}/repost): {reposted}. Refuses 404 for what the viewer may
-- not see.
-- definer: reads blocks and follows of others to decide.
CREATE OR REPLACE FUNCTION public.get_repost(viewer uuid, post uuid, OUT body json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  PERFORM private.require_post(viewer, post);
  body := json_build_object('reposted', private.has_reposted(viewer, post));
END $$;
REVOKE ALL ON FUNCTION public.get_repost(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_repost(uuid, uuid) TO authenticated;
