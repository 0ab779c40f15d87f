-- Keeps a post no longer (DELETE /posts/{id}/bookmark); where it was not kept, nothing happens. An own bookmark can be
-- removed also after the post went out of sight. Refuses 404 for what the actor may not see and has not kept.
-- definer: writes bookmarks, which no app's role may write.
CREATE OR REPLACE FUNCTION public.unbookmark_post(actor uuid, post uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  DELETE FROM public.bookmarks b WHERE b.post_id = post AND b.user_id = actor;
  IF NOT FOUND THEN
    PERFORM private.require_post(actor, post);
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.unbookmark_post(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.unbookmark_post(uuid, uuid) TO authenticated;
