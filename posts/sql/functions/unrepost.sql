-- Takes a repost back (DELETE /posts/{id}/repost); where there is none, nothing happens. An own repost can be taken
-- back also after the post went out of sight. Refuses 404 for what the actor may not see and has not reposted.
-- definer: writes reposts, which no app's role may write.
CREATE OR REPLACE FUNCTION public.unrepost(actor uuid, post uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM 1 FROM public.posts p WHERE p.id = post FOR SHARE;  -- a change of audience may not make the feed entry anew meanwhile
  DELETE FROM public.reposts r WHERE r.post_id = post AND r.user_id = actor;
  IF NOT FOUND THEN
    PERFORM private.require_post(actor, post);
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.unrepost(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.unrepost(uuid, uuid) TO authenticated;
