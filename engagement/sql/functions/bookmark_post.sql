-- Keeps a post for the actor alone (POST /posts/{id}/bookmark): {bookmarked}; created is false where it was kept already.
-- Tells nobody. Refuses 404 for what the actor may not see, 403 account_suspended.
-- definer: writes bookmarks, which no app's role may write.
CREATE OR REPLACE FUNCTION public.bookmark_post(actor uuid, post uuid, OUT body json, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_active(actor);
  PERFORM private.require_post(actor, post);
  INSERT INTO public.bookmarks (post_id, user_id, created_at) VALUES (post, actor, private.clock())
  ON CONFLICT DO NOTHING;
  created := FOUND;
  body := json_build_object('bookmarked', true);
END $$;
REVOKE ALL ON FUNCTION public.bookmark_post(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.bookmark_post(uuid, uuid) TO authenticated;
