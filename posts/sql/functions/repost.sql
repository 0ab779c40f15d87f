-- Reposts a post (POST /posts/{id}/repost); again does nothing. One that
-- was taken back within the day and made anew tells nobody. Refuses 404 for what the actor may not see,
-- 403 audience_not_public for what is not shown to everybody, 403 account_suspended.
-- definer: writes reposts, which no app's role may write.
CREATE OR REPLACE FUNCTION public.repost(actor uuid, post uuid, OUT body json, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  seen public.posts;
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_active(actor);
  PERFORM 1 FROM public.posts p WHERE p.id = post FOR SHARE;  -- the audience stays as it is until the repost stands
  seen := private.require_post(actor, post);
  IF seen.audience <> 'public' OR seen.hidden_at IS NOT NULL
     OR NOT EXISTS (SELECT 1 FROM public.profiles a WHERE a.id = seen.author_id AND a.profile_visibility = 'public') THEN
    PERFORM public.refuse(403, 'audience_not_public', 'Only a post that everybody may see can be reposted.');
  END IF;
  INSERT INTO public.reposts (post_id, user_id, created_at) VALUES (post, actor, clock_timestamp())
  ON CONFLICT DO NOTHING;
  created := FOUND;
  IF created AND NOT EXISTS (SELECT FROM private.feed_entries e
                              WHERE e.post_id = seen.id AND e.actor_id = actor AND e.removed_at IS NOT NULL) THEN
    PERFORM private.notify(seen.author_id, actor, 'repost', 'post', seen.id);
  END IF;
  body := private.repost_state(post, true);
END $$;
REVOKE ALL ON FUNCTION public.repost(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.repost(uuid, uuid) TO authenticated;
