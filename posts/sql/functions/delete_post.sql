-- Deletes the actor's own post (DELETE /posts/{id}): nobody sees it from now on; its row stays for moderation until
-- a job erases it. Deleting it again does nothing. Refuses 404 for what the actor may not see, 403 not_author.
-- definer: writes posts, which no app's role may write.
CREATE OR REPLACE FUNCTION public.delete_post(actor uuid, post uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  IF NOT EXISTS (SELECT 1 FROM public.posts p WHERE p.id = post AND p.author_id = actor AND p.deleted_at IS NOT NULL) THEN
    PERFORM private.require_own_post(actor, post, NULL);
    UPDATE public.posts p SET deleted_at = clock_timestamp(), version = p.version + 1 WHERE p.id = post;
  END IF;
END $$;
REVOKE ALL ON FUNCTION public.delete_post(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.delete_post(uuid, uuid) TO authenticated;
