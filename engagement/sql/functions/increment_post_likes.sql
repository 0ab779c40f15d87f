-- Counts one like of a post, once a liker: the row, its log, and for the first like ever (never of one's own post) the
-- mark that it earns. False where the like stood or the post is gone. For jobs and definer functions alone.
-- definer: jobs have no right of their own on these tables.
CREATE OR REPLACE FUNCTION public.increment_post_likes(post uuid, liker uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  author uuid := (SELECT p.author_id FROM public.posts p WHERE p.id = post AND p.deleted_at IS NULL);
  first boolean := false;
BEGIN
  INSERT INTO public.likes (post_id, user_id, created_at) SELECT post, liker, private.clock() WHERE author IS NOT NULL
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF author <> liker THEN
    INSERT INTO private.earned_like (post_id, user_id, created_at) VALUES (post, liker, private.clock())
    ON CONFLICT DO NOTHING;
    first := FOUND;
  END IF;
  PERFORM private.log_like(post, author, liker, true, first);
  IF first THEN
    PERFORM private.notify(author, liker, 'like', 'post', post);
  END IF;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION public.increment_post_likes(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.increment_post_likes(uuid, uuid) TO topin_worker;
